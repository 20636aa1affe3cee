"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { formatBytes, formatMs } from "@/lib/try-it/measures";
import type { AnswerView } from "./answer-content";
import { useConsole } from "./console-context";
import type { Run } from "./run-state";

const loadView = () => import("./response-view");
const ResponseView = lazy(loadView);

/** The console's lower half: nothing yet, a call under way, or what came of it. */
export function ResponsePane() {
  const { run } = useConsole();
  // Kept from call to call: who reads headers once reads them again.
  const [view, setView] = useState<AnswerView | null>(null);
  const pending = run.phase === "pending";
  // By the time the answer is there, so is what shows it.
  useEffect(() => {
    if (pending) void loadView();
  }, [pending]);

  return (
    <>
      <p role="status" className="sr-only">
        {announcement(run)}
      </p>
      {run.phase === "idle" && <Idle />}
      {pending && <Pending run={run} />}
      {run.phase !== "idle" && (!pending || run.answer) && (
        <Suspense>
          <ResponseView run={run} view={view} onView={setView} />
        </Suspense>
      )}
    </>
  );
}

function announcement(run: Run): string {
  if (run.phase === "pending") return text.sending;
  if (run.phase === "failed") return `${text.failed}. ${run.message}`;
  if (run.phase !== "done") return "";
  if (run.incomplete === "cancelled") return text.cancelled(formatMs(run.totalMs));
  const { answer, totalMs } = run;
  if (!answer) return text.brokenOff;
  const status = `${answer.status} ${answer.reason}`.trim();
  const measured = text.announced(status, formatMs(totalMs), formatBytes(answer.receivedBytes));
  return run.report?.refusal ? `${measured}. ${run.report.refusal.message}` : measured;
}

function Idle() {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-3 text-muted text-sm max-xl:px-0">
      <span>{text.empty}</span>
      <span className="max-xl:hidden">
        <Kbd>{text.sendKeys}</Kbd> {text.emptyKeys}
      </span>
    </div>
  );
}

const tickMs = 100;

function Pending({ run }: { run: Extract<Run, { phase: "pending" }> }) {
  const { cancel } = useConsole();
  const [nowMs, setNowMs] = useState(run.startedAtMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const elapsedMs = Math.max(0, nowMs - run.startedAtMs);
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-3 px-4 py-2 text-sm max-xl:px-0">
      <Spinner />
      <span>{run.answer ? text.receiving(formatBytes(run.answer.receivedBytes)) : text.sending}</span>
      <span className="text-muted tabular-nums">{text.elapsed(formatMs(elapsedMs))}</span>
      <Button size="sm" className="ml-auto" onClick={cancel}>
        {text.cancel}
        <span aria-hidden="true">
          <Kbd>Esc</Kbd>
        </span>
      </Button>
    </div>
  );
}
