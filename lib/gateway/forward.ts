import type { Dispatcher } from "undici";
import { closedEarly } from "./failure";
import { MeteredBody } from "./metered-body";

/** What is sent. */
export interface ForwardRequest {
  dispatcher: Dispatcher;
  method: string;
  path: string;
  /** Name, value, name, value; no framing headers. */
  headers: string[];
  body: Buffer | MeteredBody | null;
  /** The announced length of a body that streams; null when it is chunked. */
  lengthBytes: number | null;
  headersTimeoutMs: number;
}

/** Who hears what comes back. */
export interface ForwardListener {
  onAnswerHead(status: number, reason: string, rawHeaders: readonly Buffer[]): void;
  /** False: no more until `resume`. */
  onAnswerData(chunk: Buffer, resume: () => void): boolean;
  onAnswerEnd(): void;
  /** Nothing more comes. `headSeen` tells whether the answer had begun. */
  onForwardFailed(error: Error, headSeen: boolean): void;
}

/** A stream that says nothing for so long is dead. */
const bodyTimeoutMs = 300_000;
/** RFC 9110 section 9.2.2. */
const idempotent = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]);
/** What a reason phrase may hold (RFC 9112 section 4); a backend's other bytes are left out. */
const unfitReason = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * One request to a backend and its answer. Speaks undici's raw handler interface: header bytes stay bytes, nothing
 * is decoded, followed or retried for us. Retries once itself where a kept-alive connection was closed under a
 * request that may be repeated and of whose answer nothing came.
 */
export class Forwarding implements Dispatcher.DispatchHandler {
  readonly #request: ForwardRequest;
  readonly #listener: ForwardListener;
  #abort: ((error?: Error) => void) | null = null;
  #resume: () => void = () => {};
  /** A byte of an answer has come: what was asked may have been done. */
  #answerBegun = false;
  #headSeen = false;
  #aborted = false;
  #retried = false;

  constructor(request: ForwardRequest, listener: ForwardListener) {
    this.#request = request;
    this.#listener = listener;
  }

  send(): void {
    const { dispatcher, method, path, headers, body, lengthBytes, headersTimeoutMs } = this.#request;
    if (lengthBytes !== null && body instanceof MeteredBody)
      headers.push("Content-Length", String(lengthBytes));
    dispatcher.dispatch(
      { method, path, headers, body, headersTimeout: headersTimeoutMs, bodyTimeout: bodyTimeoutMs },
      this,
    );
  }

  /** Closes the connection to the backend; nothing is heard afterwards. */
  abort(): void {
    this.#aborted = true;
    this.#abort?.();
  }

  onConnect(abort: (error?: Error) => void): void {
    this.#abort = abort;
    if (this.#aborted) abort();
  }

  onResponseStarted(): void {
    this.#answerBegun = true;
  }

  onHeaders(status: number, headers: Buffer[], resume: () => void, statusText: string): boolean {
    // Interim answers are for us, and we asked for none (RFC 9110 section 15.2).
    if (status < 200) return true;
    this.#headSeen = true;
    this.#resume = resume;
    this.#listener.onAnswerHead(status, unfitReason.test(statusText) ? "" : statusText, headers);
    return true;
  }

  onData(chunk: Buffer): boolean {
    return this.#listener.onAnswerData(chunk, this.#resume);
  }

  onComplete(): void {
    if (!this.#aborted) this.#listener.onAnswerEnd();
  }

  onError(error: Error): void {
    if (this.#aborted) return;
    if (this.#mayRetry(error)) {
      this.#retried = true;
      this.send();
    } else {
      this.#listener.onForwardFailed(error, this.#headSeen);
    }
  }

  #mayRetry(error: Error): boolean {
    const { method, body } = this.#request;
    return (
      !this.#retried &&
      !this.#answerBegun &&
      idempotent.has(method) &&
      !(body instanceof MeteredBody) &&
      closedEarly(error)
    );
  }
}
