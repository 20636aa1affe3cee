import { STATUS_CODES } from "node:http";
import type { CallReport, GatewayCall, RefusedLimit } from "@/lib/gateway/call";
import { callInProcess } from "@/lib/gateway/in-process";
import type { Gateway } from "@/lib/gateway/parts";
import { callersDetail } from "@/lib/gateway/refusal";
import { consoleMessages } from "@/lib/messages/en/try-it-request";
import type { HeaderPair } from "@/lib/try-it/build-request";
import { type CallSummary, encodeFrame, type Frame, type SentRequest } from "@/lib/try-it/frames";
import { StatusWatch } from "./result-tickets";

/**
 * Makes the call and tells its course. Nothing is read from the backend before the browser has taken what came, and
 * when the browser goes away (either the signal or the stream's end says so) the call is aborted.
 */
export function answerFrames(
  gateway: Gateway,
  call: GatewayCall,
  sent: SentRequest,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const frames = tellCourse(gateway, call, sent, AbortSignal.any([signal, gone.signal]));
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await frames.next();
      if (done) controller.close();
      else for (const piece of encodeFrame(value)) controller.enqueue(piece);
    },
    cancel() {
      gone.abort();
    },
  });
}

async function* tellCourse(
  gateway: Gateway,
  call: GatewayCall,
  sent: SentRequest,
  signal: AbortSignal,
): AsyncGenerator<Frame, void> {
  yield { type: "sent", request: sent };
  let report: Promise<CallReport> | null = null;
  const watch = new StatusWatch();
  try {
    const answer = await callInProcess(gateway, call, signal);
    report = answer.report;
    const { status, reason, headers } = answer;
    // The gateway's own answers leave the phrase to the connection.
    yield { type: "head", status, reason: reason || (STATUS_CODES[status] ?? ""), headers: pairs(headers) };
    for await (const bytes of answer.body) {
      watch.take(bytes);
      yield { type: "data", bytes };
    }
  } catch {
    // Why it broke off is in the call's record; the browser's own leaving needs no telling.
    if (signal.aborted) return;
    yield { type: "broken", message: consoleMessages.brokenOff };
  }
  if (report)
    yield { type: "report", report: { ...summarise(await report), results: watch.tickets(Date.now()) } };
}

function pairs(flat: readonly string[]): HeaderPair[] {
  return flat.flatMap((name, index): HeaderPair[] =>
    index % 2 === 0 ? [[name, flat[index + 1] ?? ""]] : [],
  );
}

/** What the developer may know of it: neither the backend's address nor anybody's id. */
function summarise({
  record,
  refusal,
  totalMs,
  gatewayMs,
  backendMs,
  trace,
}: CallReport): Omit<CallSummary, "results"> {
  return {
    status: record.status,
    requestId: record.id,
    totalMs,
    gatewayMs,
    backendMs,
    requestBytes: record.requestBytes,
    responseBytes: record.responseBytes,
    trace: [...(trace ?? [])],
    refusal: refusal && {
      code: refusal.code,
      title: refusal.title,
      message: refusal.message,
      detail: callersDetail(refusal),
      retryAfterSeconds: refusal.retryAfterSeconds,
      limit: refusal.limit && summariseLimit(refusal.limit),
    },
  };
}

function summariseLimit({ scope, name, kind, measure, limit, used, periodSeconds }: RefusedLimit) {
  return { scope, name, kind, measure, limit, used, periodSeconds };
}
