"use client";

import { lazy, Suspense, useState } from "react";
import { useConsole } from "./console-context";

const BatchSampleView = lazy(() => import("./batch-sample-view"));

/** Code for a whole batch job, loaded when it is opened. Stands beside `CodeSamples`. */
export function BatchSamples({ title, loading }: { title: string; loading: string }) {
  const { props } = useConsole();
  const [open, setOpen] = useState(false);
  const { job } = props;
  if (!job?.sample) return null;
  return (
    <details className="rounded-lg border" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-9 px-3 py-2 font-medium text-sm -outline-offset-2">{title}</summary>
      {open && (
        <Suspense fallback={<p className="px-3 pb-3 text-muted text-sm">{loading}</p>}>
          <BatchSampleView jobs={job.jobs} sample={job.sample} />
        </Suspense>
      )}
    </details>
  );
}
