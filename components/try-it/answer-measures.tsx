"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import type { CallSummary } from "@/lib/try-it/frames";
import { formatBytes, formatMs } from "@/lib/try-it/measures";

/** Where the time went, how much was sent and received, and the id to ask about the call with. */
export function AnswerMeasures({ report }: { report: CallSummary }) {
  const { gatewayMs, backendMs, requestBytes, responseBytes, requestId } = report;
  return (
    <p className="text-muted text-xs leading-5">
      {[
        text.gatewayTime(formatMs(gatewayMs)),
        backendMs === null ? text.notAsked : text.backendTime(formatMs(backendMs)),
        text.sizes(formatBytes(requestBytes), formatBytes(responseBytes)),
      ].join(" · ")}
      <br />
      {text.requestId} <span className="break-all font-mono">{requestId}</span>
      <CopyButton text={requestId} name={text.copyRequestId} className="-my-1.5 align-middle" />
    </p>
  );
}
