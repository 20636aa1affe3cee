"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { StatusBadge } from "@/components/ui/status-badge";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { headerOf, mediaType } from "@/lib/try-it/content-kind";
import { formatBytes, formatMs } from "@/lib/try-it/measures";
import { LabelledRegion } from "./labelled-region";
import type { Run } from "./run-state";

/** The status line and the URL that was asked for, whole. */
export function AnswerHead({ run }: { run: Extract<Run, { phase: "pending" | "done" }> }) {
  const { answer, request, sent } = run;
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
