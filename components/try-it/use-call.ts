import { useCallback, useEffect, useReducer, useRef } from "react";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import type { RequestProblem } from "@/lib/try-it/build-request";
import type { CallSummary, Frame } from "@/lib/try-it/frames";
import { longestAnswerBytes, ReceivedBody } from "@/lib/try-it/received-body";
import type { ShownRequest } from "@/lib/try-it/request-text";
import type { TryItInput } from "@/lib/try-it/schema";
import { CallNotMade, sendCall } from "@/lib/try-it/send-call";
import { type Run, type RunAction, runReducer } from "./run-state";

/** How often an arriving answer is drawn anew. */
const redrawMs = 100;

/** The console's one call at a time: sends it, follows its answer, cancels it. */
export function useCall(onRefused: (problems: RequestProblem[]) => void): {
  run: Run;
  send(input: TryItInput, request: ShownRequest): void;
  cancel(): void;
} {
  const [run, dispatch] = useReducer(runReducer, { phase: "idle" });
  const leaving = useRef<AbortController | null>(null);

  const cancel = useCallback(() => leaving.current?.abort("cancelled"), []);
  useEffect(() => cancel, [cancel]);

  const send = useCallback(
    (input: TryItInput, request: ShownRequest) => {
      cancel();
      const controller = new AbortController();
      leaving.current = controller;
      dispatch({ type: "start", atMs: performance.now(), request });
      follow(input, controller, dispatch).catch((error: unknown) => {
        dispatch({ type: "fail", message: describeFailure(error) });
        if (!(error instanceof CallNotMade)) throw error;
        if (error.problems.length > 0) onRefused(error.problems);
      });
    },
    [cancel, onRefused],
  );
  return { run, send, cancel };
}

function describeFailure(error: unknown): string {
  if (!(error instanceof CallNotMade)) return text.notUnderstood;
  return error.message || (error.status === 0 ? text.unreachable : text.unexpected(error.status));
}

/** Takes a call's frames into the run's state, until its end, its cancelling, or more than a page can keep. */
async function follow(
  input: TryItInput,
  controller: AbortController,
  dispatch: (action: RunAction) => void,
): Promise<void> {
  const body = new ReceivedBody();
  let report: CallSummary | null = null;
  let broken = false;
  let drawnAtMs = 0;
  const onFrame = (frame: Frame) => {
    if (frame.type === "report") report = frame.report;
    else if (frame.type === "broken") broken = true;
    else if (frame.type !== "data") dispatch({ type: "frame", frame, body });
    else {
      body.append(frame.bytes);
      if (body.size > longestAnswerBytes) controller.abort("too-long");
      const nowMs = performance.now();
      if (nowMs - drawnAtMs < redrawMs) return;
      drawnAtMs = nowMs;
      dispatch({ type: "progress", receivedBytes: body.size });
    }
  };
  try {
    await sendCall(input, { signal: controller.signal, onFrame });
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    const incomplete = controller.signal.reason === "too-long" ? "too-long" : "cancelled";
    dispatch({ type: "end", atMs: performance.now(), incomplete, report: null });
    return;
  }
  dispatch({ type: "end", atMs: performance.now(), incomplete: broken ? "broken" : null, report });
}
