"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { StatusBadge } from "@/components/ui/status-badge";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { headerOf, mediaType } from "@/lib/try-it/content-kind";
import type { CallSummary } from "@/lib/try-it/frames";
import { formatBytes, formatMs } from "@/lib/try-it/measures";
import { LabelledRegion } from "./labelled-region";
import type { Run } from "./run-state";

/** The status line, where the time went, and the URL that was asked for, whole. */
export function AnswerHead({ run }: { run: Extract<Run, { phase: "pending" | "done" }> }) {
  const { answer, request, sent } = run;
  const report = run.phase === "done" ? run.report : null;
  const url = sent?.url ?? request.url;
  return (
    <div className="shrink-0 space-y-1 px-4 pt-2 pb-1 max-xl:px-0">
      {answer && (
        <LabelledRegion label={text.responseStatus} inline className="leading-6">
          {" "}
          <StatusBadge status={answer.status} word={answer.reason} />
          <Facts
            facts={[
              run.phase === "done" ? formatMs(run.totalMs) : "",
              formatBytes(answer.receivedBytes),
              mediaType(headerOf(answer.headers, "content-type")),
            ]}
          />
        </LabelledRegion>
      )}
      {report && <Measures report={report} />}
      <LabelledRegion label={text.requestedUrl} inline className="leading-5">
        {" "}
        <span className="break-all font-mono text-code">{url}</span>
        <CopyButton text={url} name={text.copyUrl} className="-my-1.5 align-middle" />
      </LabelledRegion>
    </div>
  );
}

function Facts({ facts }: { facts: readonly string[] }) {
  const told = facts.filter((fact) => fact !== "");
  return <span className="text-sm">{told.map((fact) => ` · ${fact}`).join("")}</span>;
}

/** Where the time went, how much was sent, and the id to ask about the call with. */
function Measures({ report }: { report: CallSummary }) {
  const { gatewayMs, backendMs, requestBytes, requestId } = report;
  return (
    <p className="text-muted text-xs leading-5">
      {[
        text.gatewayTime(formatMs(gatewayMs)),
        backendMs === null ? text.notAsked : text.backendTime(formatMs(backendMs)),
        text.sentSize(formatBytes(requestBytes)),
      ].join(" · ")}
      {" · "}
      {text.requestId} <span className="break-all font-mono">{requestId}</span>
      <CopyButton text={requestId} name={text.copyRequestId} className="-my-1.5 align-middle" />
    </p>
  );
}
