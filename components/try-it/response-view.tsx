"use client";

import { lazy, Suspense, useId } from "react";
import { Alert } from "@/components/ui/alert";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { contentKind } from "@/lib/try-it/content-kind";
import { formatBytes, formatMs } from "@/lib/try-it/measures";
import { longestAnswerBytes } from "@/lib/try-it/received-body";
import { AnswerContent, type AnswerView, contentViews } from "./answer-content";
import { AnswerHead } from "./answer-head";
import { AnswerHeaders } from "./answer-headers";
import { AnswerMeasures } from "./answer-measures";
import { JobSteps } from "./job-steps";
import { LightTabs, tabPanelProps } from "./light-tabs";
import { RefusalCard } from "./refusal-card";
import type { Run } from "./run-state";
import { SentCall } from "./sent-call";
import { ServiceErrorCard } from "./service-error-card";
import { useParsedAnswer } from "./use-parsed-answer";

const JobResults = lazy(() => import("./job-results"));
const TraceView = lazy(() => import("./trace-view"));

interface ResponseViewProps {
  run: Exclude<Run, { phase: "idle" }>;
  /** What was chosen last; null until something is. */
  view: AnswerView | null;
  onView(view: AnswerView): void;
}

/** What came of a call. Loaded when the first call is sent. */
export default function ResponseView({ run, view, onView }: ResponseViewProps) {
  if (run.phase === "failed") {
    return (
      <div className="p-4 max-xl:px-0">
        <Alert tone="danger" title={text.failed} announce={false}>
          {run.message}
        </Alert>
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <AnswerHead run={run} />
      <Incomplete run={run} />
      {run.answer && <AnswerViews run={run} answer={run.answer} view={view} onView={onView} />}
    </div>
  );
}

function Incomplete({ run }: { run: Extract<Run, { phase: "pending" | "done" }> }) {
  if (run.phase === "pending" || run.incomplete === null) return null;
  const said = {
    broken: text.brokenOff,
    "too-long": text.cutOff(formatBytes(longestAnswerBytes)),
    cancelled: text.cancelled(formatMs(run.totalMs)),
  }[run.incomplete];
  return <p className="px-4 pb-2 text-sm text-warning max-xl:px-0">{said}</p>;
}

type AnsweredRun = Extract<Run, { phase: "pending" | "done" }>;

interface AnswerViewsProps {
  run: AnsweredRun;
  answer: NonNullable<AnsweredRun["answer"]>;
  view: AnswerView | null;
  onView(view: AnswerView): void;
}

function AnswerViews({ run, answer, view, onView }: AnswerViewsProps) {
  const idBase = useId();
  const arriving = run.phase === "pending";
  const kind = contentKind(answer.headers, answer.body.first(2_000));
  const parsed = useParsedAnswer(answer, kind, arriving);
  const report = run.phase === "done" ? run.report : null;
  const refusal = report?.refusal;
  const views: AnswerView[] = [
    ...(arriving ? (["raw"] as const) : contentViews(kind, parsed)),
    "headers",
    "request",
    ...(report && report.trace.length > 0 ? (["trace"] as const) : []),
  ];
  const shown = view !== null && views.includes(view) ? view : (views[0] ?? "raw");
  return (
    <>
      <LightTabs<AnswerView>
        label={text.contentViews}
        idBase={idBase}
        items={views.map((value) => ({ value, label: text.tabs[value] }))}
        value={shown}
        onValueChange={onView}
        className="shrink-0 px-4 max-xl:px-0"
      />
      <div
        {...tabPanelProps(idBase, shown)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 space-y-4 px-4 py-2 -outline-offset-2 max-xl:px-0 xl:overflow-y-auto"
      >
        {shown === "request" ? (
          <SentCall request={run.request} />
        ) : shown === "trace" ? (
          <Suspense>
            <TraceView trace={report?.trace ?? []} />
          </Suspense>
        ) : (
          <>
            {refusal && <RefusalCard key={refusal.code} refusal={refusal} />}
            {parsed.error && shown !== "headers" && <ServiceErrorCard error={parsed.error} />}
            {parsed.jobResults.length > 0 && shown !== "headers" && (
              <Suspense>
                <JobResults results={parsed.jobResults} tickets={report?.results ?? []} />
              </Suspense>
            )}
            {run.phase === "done" && shown !== "headers" && (
              <JobSteps run={run} submittedId={parsed.jobId} finished={parsed.jobResults.length > 0} />
            )}
            {shown !== "headers" && (
              <AnswerContent answer={answer} kind={kind} view={shown} parsed={parsed} arriving={arriving} />
            )}
            <AnswerHeaders headers={answer.headers} />
            {report && <AnswerMeasures report={report} />}
          </>
        )}
      </div>
    </>
  );
}
