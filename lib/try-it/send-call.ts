import type { RequestProblem } from "./build-request";
import { type Frame, FrameDecoder } from "./frames";
import type { TryItInput } from "./schema";

/** The portal did not make the call: no connection, no session, wrong values. */
export class CallNotMade extends Error {
  override readonly name = "CallNotMade";

  constructor(
    /** 0 when the portal could not be reached. */
    readonly status: number,
    /** The portal's own words, or empty. */
    message: string,
    readonly problems: RequestProblem[] = [],
  ) {
    super(message);
  }
}

/**
 * Posts a call and hands over its frames as they arrive; the next bytes are read when they have been taken.
 * @throws CallNotMade, or an AbortError when the signal ends it.
 */
export async function sendCall(
  input: TryItInput,
  { signal, onFrame }: { signal: AbortSignal; onFrame(frame: Frame): void },
): Promise<void> {
  const response = await post(input, signal);
  if (!response.ok || !response.body) throw await readProblem(response);
  const reader = response.body.getReader();
  const decoder = new FrameDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const frame of decoder.push(value)) onFrame(frame);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    // The portal's own connection was lost: to the answer it is the same as a break at the web service.
    onFrame({ type: "broken", message: "" });
    return;
  } finally {
    // A stream that has failed refuses to be cancelled, and there is nothing left to cancel.
    reader.cancel().catch(() => {});
  }
  if (!decoder.complete) onFrame({ type: "broken", message: "" });
}

async function post(input: TryItInput, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch("/api/try-it", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(input),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CallNotMade(0, "");
  }
}

/** Our routes' problem details; anything else (a reverse proxy's page) is told by its status alone. */
async function readProblem(response: Response): Promise<CallNotMade> {
  const problem: unknown = await response.json().catch(() => null);
  if (!isObject(problem) || typeof problem.detail !== "string") return new CallNotMade(response.status, "");
  const errors = Array.isArray(problem.errors) ? problem.errors : [];
  const problems = errors.flatMap((error: unknown) =>
    isObject(error) && typeof error.field === "string" && typeof error.message === "string"
      ? [{ field: error.field, message: error.message }]
      : [],
  );
  return new CallNotMade(response.status, problem.detail, problems);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
