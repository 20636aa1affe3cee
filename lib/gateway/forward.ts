import { closedEarly } from "./failure";
import { MeteredBody } from "./metered-body";
import type { WireListener, WireRequest } from "./wire/connection";
import type { Connections, Sending } from "./wire/connections";

/** What is sent, and over whose connections. */
export interface ForwardRequest extends WireRequest {
  connections: Connections;
  body: Buffer | MeteredBody | null;
}

/** Who hears what comes back. */
export interface ForwardListener {
  onAnswerHead(status: number, reason: string, headers: readonly string[]): void;
  /** False: no more until `resume`. */
  onAnswerData(chunk: Buffer, resume: () => void): boolean;
  onAnswerEnd(): void;
  /** Nothing more comes. `headSeen` tells whether the answer had begun. */
  onForwardFailed(error: Error, headSeen: boolean): void;
}

/** RFC 9110 section 9.2.2. */
export const idempotent: ReadonlySet<string> = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]);

/**
 * One request to a backend and its answer. Nothing is decoded, followed or retried, but for one case: a kept-alive
 * connection was closed under a request that may be repeated and of whose answer nothing came.
 */
export class Forwarding implements WireListener {
  readonly #request: ForwardRequest;
  readonly #listener: ForwardListener;
  #sending: Sending | null = null;
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
    this.#sending = this.#request.connections.send(this.#request, this, this.#retried);
    if (this.#aborted) this.#sending.abort();
  }

  /** Closes the connection to the backend; nothing is heard afterwards. */
  abort(): void {
    this.#aborted = true;
    this.#sending?.abort();
  }

  onAnswerBegun(): void {
    this.#answerBegun = true;
  }

  onHead(status: number, reason: string, headers: string[]): void {
    this.#headSeen = true;
    this.#listener.onAnswerHead(status, reason, headers);
  }

  onData(chunk: Buffer, resume: () => void): boolean {
    return this.#listener.onAnswerData(chunk, resume);
  }

  onEnd(): void {
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
      this.#sending?.onKept === true &&
      !this.#answerBegun &&
      idempotent.has(method) &&
      !(body instanceof MeteredBody) &&
      closedEarly(error)
    );
  }
}
