import type { AnswerSink, CallReport, GatewayCall } from "./call";
import type { Gateway } from "./parts";

export interface InProcessAnswer {
  status: number;
  reason: string;
  /** Name, value, name, value, in order, repeated ones kept. */
  headers: string[];
  /** Errors when the answer breaks off; cancelling it closes the backend's connection. */
  body: ReadableStream<Uint8Array>;
  /** Settles when all is over. */
  report: Promise<CallReport>;
}

/**
 * Makes a call inside the process: the console's way in, along the same road. Resolves when the answer's head is there.
 * Rejects with an AbortError when the signal ends the call before that.
 */
export function callInProcess(
  gateway: Gateway,
  call: GatewayCall,
  signal: AbortSignal,
): Promise<InProcessAnswer> {
  return new Promise((resolve, reject) => {
    let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
    let resumeBackend: (() => void) | null = null;
    let ended = false;
    const body = new ReadableStream<Uint8Array>(
      {
        start(own) {
          controller = own;
        },
        pull() {
          resumeBackend?.();
          resumeBackend = null;
        },
        cancel() {
          ended = true;
          running.abort();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 256 * 1024 }),
    );
    const fail = (error: Error): void => {
      if (!ended) controller?.error(error);
      ended = true;
      reject(error);
    };
    const answer: AnswerSink = {
      head(status, reason, headers) {
        resolve({ status, reason, headers, body, report: running.finished });
      },
      data(chunk, resume) {
        if (ended) return true;
        controller?.enqueue(chunk);
        if ((controller?.desiredSize ?? 1) > 0) return true;
        resumeBackend = resume;
        return false;
      },
      end() {
        if (!ended) controller?.close();
        ended = true;
      },
      fail,
    };
    const running = gateway.handle(call, answer);
    const onAbort = (): void => {
      running.abort();
      fail(new DOMException("The call was cancelled.", "AbortError"));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    void running.finished.then(() => signal.removeEventListener("abort", onAbort));
  });
}
