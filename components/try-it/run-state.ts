import type { HeaderPair } from "@/lib/try-it/build-request";
import type { CallSummary, Frame, SentRequest } from "@/lib/try-it/frames";
import type { ReceivedBody } from "@/lib/try-it/received-body";
import type { ShownRequest } from "@/lib/try-it/request-text";

/** What has come of an answer so far. */
export interface Answer {
  status: number;
  reason: string;
  headers: HeaderPair[];
  /** Grows in place while the answer arrives; `receivedBytes` tells how far it was when last shown. */
  body: ReceivedBody;
  receivedBytes: number;
}

/** A call from the console, from Send to its end. */
export type Run =
  | { phase: "idle" }
  | {
      phase: "pending";
      startedAtMs: number;
      request: ShownRequest;
      sent: SentRequest | null;
      answer: Answer | null;
    }
  | {
      phase: "done";
      request: ShownRequest;
      sent: SentRequest | null;
      answer: Answer | null;
      report: CallSummary | null;
      totalMs: number;
      /** How the answer's end was lost, or null when it is whole. */
      incomplete: "broken" | "too-long" | "cancelled" | null;
    }
  /** The portal did not make the call. */
  | { phase: "failed"; message: string };

export type RunAction =
  | { type: "start"; atMs: number; request: ShownRequest }
  | { type: "frame"; frame: Exclude<Frame, { type: "data" }>; body: ReceivedBody }
  | { type: "progress"; receivedBytes: number }
  | {
      type: "end";
      atMs: number;
      incomplete: "broken" | "too-long" | "cancelled" | null;
      report: CallSummary | null;
    }
  | { type: "fail"; message: string };

export function runReducer(run: Run, action: RunAction): Run {
  if (action.type === "start") {
    const { atMs, request } = action;
    return { phase: "pending", startedAtMs: atMs, request, sent: null, answer: null };
  }
  // What arrives after the end (of a call that was cancelled) is of no interest.
  if (run.phase !== "pending") return run;
  switch (action.type) {
    case "frame": {
      const { frame, body } = action;
      if (frame.type === "sent") return { ...run, sent: frame.request };
      if (frame.type !== "head") return run;
      const { status, reason, headers } = frame;
      return { ...run, answer: { status, reason, headers, body, receivedBytes: body.size } };
    }
    case "progress":
      return run.answer ? { ...run, answer: { ...run.answer, receivedBytes: action.receivedBytes } } : run;
    case "end": {
      const { request, sent, answer, startedAtMs } = run;
      const { report, incomplete, atMs } = action;
      const whole = answer && { ...answer, receivedBytes: answer.body.size };
      const totalMs = report?.totalMs ?? atMs - startedAtMs;
      return { phase: "done", request, sent, answer: whole, report, incomplete, totalMs };
    }
    case "fail":
      return { phase: "failed", message: action.message };
  }
}
