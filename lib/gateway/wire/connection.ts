import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Clock } from "@/lib/limits/counter";
import { AnswerParser } from "./answer-parser";
import { requestHead } from "./request-head";
import { Upload } from "./upload";
import { asLost, connectionLost, noAnswerCode, silentCode, WireError } from "./wire-error";

/** One request to a backend, as it goes over the wire. */
export interface WireRequest {
  method: string;
  path: string;
  /** Name, value, name, value; without Host and framing. Bytes as latin1. */
  headers: readonly string[];
  body: Buffer | Readable | null;
  /** The announced length of a body that streams; null when it is chunked. */
  lengthBytes: number | null;
  /** How long the backend may take to begin its answer once it has the request. */
  headersTimeoutMs: number;
}

/** Who hears what becomes of a request. After `onEnd` or `onError` nothing more. */
export interface WireListener {
  /** A byte of the answer has come: what was asked may have been done. */
  onAnswerBegun(): void;
  onHead(status: number, reason: string, headers: string[]): void;
  /** False: no more until `resume`. */
  onData(chunk: Buffer, resume: () => void): boolean;
  onEnd(): void;
  onError(error: Error): void;
}

/** What a connection tells the pool that it belongs to. */
export interface ConnectionOwner {
  onFree(connection: Connection): void;
  onClosed(connection: Connection): void;
}

const maxHeadBytes = 64 * 1024;
/** A stream that says nothing for so long is dead. */
const bodyTimeoutMs = 300_000;
/** Up to here a body is copied behind its head rather than written as a piece of its own. */
const joinedBytes = 8 * 1024;

/** One kept-alive connection to a backend, for one request at a time. */
export class Connection {
  /** How long the backend says that it keeps an idle connection, or null when it does not say. */
  idleMs: number | null = null;
  /** When its last answer was over. */
  freeSinceMs = 0;
  /** Whoever is given it to send on finds it open. */
  readonly onKept = true;
  readonly #socket: Socket;
  readonly #host: string;
  readonly #clock: Clock;
  readonly #owner: ConnectionOwner;
  readonly #parser: AnswerParser;
  readonly #resume: () => void;
  #listener: WireListener | null = null;
  #upload: Upload | null = null;
  #begun = false;
  #headSeen = false;
  #headersTimeoutMs = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #timerDueMs = 0;
  #closed = false;

  constructor(socket: Socket, host: string, clock: Clock, owner: ConnectionOwner) {
    this.#socket = socket;
    this.#host = host;
    this.#clock = clock;
    this.#owner = owner;
    this.#resume = () => {
      socket.resume();
    };
    this.#parser = new AnswerParser(
      {
        onHead: (status, reason, headers) => {
          this.#headSeen = true;
          this.#setDeadline(bodyTimeoutMs);
          this.#listener?.onHead(status, reason, headers);
        },
        onData: (chunk) => {
          if (this.#listener?.onData(chunk, this.#resume) === false) socket.pause();
        },
      },
      maxHeadBytes,
    );
    socket.setNoDelay(true);
    socket
      .on("data", this.#onData)
      .on("end", this.#onEnd)
      .on("error", this.#onError)
      .on("close", this.#onClose);
  }

  /** @throws TypeError where the request could not be sent as it is; the connection stays free. */
  send(request: WireRequest, listener: WireListener): void {
    const { method, path, headers, body, lengthBytes, headersTimeoutMs } = request;
    const length = body === null ? null : Buffer.isBuffer(body) ? body.length : (lengthBytes ?? "chunked");
    const head = requestHead(method, path, this.#host, headers, length);
    this.#listener = listener;
    this.#begun = false;
    this.#headSeen = false;
    this.#headersTimeoutMs = headersTimeoutMs;
    this.#parser.expect(method);
    this.#setDeadline(headersTimeoutMs);
    if (body === null) this.#socket.write(head, "latin1");
    else if (Buffer.isBuffer(body)) this.#writeWhole(head, body);
    else {
      this.#socket.write(head, "latin1");
      this.#upload = new Upload(body, this.#socket, lengthBytes, this);
    }
  }

  /** Whoever sent a request wants nothing more of it. */
  abort(): void {
    this.#listener = null;
    this.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parser.stop();
    this.#upload?.stop();
    this.#upload = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#socket.destroy();
    this.#owner.onClosed(this);
  }

  onUploadProgress(): void {
    if (!this.#headSeen) this.#setDeadline(this.#headersTimeoutMs);
  }

  onUploaded(): void {
    this.#upload = null;
    this.onUploadProgress();
  }

  onUploadFailed(error: Error): void {
    this.#upload = null;
    this.#fail(error);
  }

  #writeWhole(head: string, body: Buffer): void {
    const socket = this.#socket;
    // As text of the same bytes a small body joins its head in one write.
    if (body.length <= joinedBytes) {
      socket.write(head + body.toString("latin1"), "latin1");
    } else {
      socket.cork();
      socket.write(head, "latin1");
      socket.write(body);
      socket.uncork();
    }
  }

  #onData = (chunk: Buffer): void => {
    if (this.#listener === null) {
      // Nobody asked: whatever this is, it must not become the next request's answer.
      this.close();
      return;
    }
    if (!this.#begun) {
      this.#begun = true;
      this.#listener.onAnswerBegun();
    }
    if (this.#headSeen) this.#setDeadline(bodyTimeoutMs);
    try {
      this.#parser.push(chunk);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (this.#parser.over) this.#onAnswerOver();
  };

  #onAnswerOver(): void {
    const listener = this.#listener;
    this.#listener = null;
    this.#deadlineMs = Number.POSITIVE_INFINITY;
    // An answer that came before the whole request: the rest of that is not wanted, and nothing may follow it here.
    if (this.#upload !== null || !this.#parser.reusable) this.close();
    else if (!this.#closed) {
      this.idleMs = this.#parser.idleMs;
      this.freeSinceMs = this.#clock.monotonic();
      if (this.#socket.isPaused()) this.#socket.resume();
      this.#owner.onFree(this);
    }
    listener?.onEnd();
  }

  #onEnd = (): void => {
    if (this.#listener === null) {
      this.close();
      return;
    }
    try {
      this.#parser.finish();
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#onAnswerOver();
  };

  #onError = (error: Error): void => {
    this.#fail(asLost(error));
  };

  #onClose = (): void => {
    this.#fail(connectionLost("the connection was closed"));
  };

  #fail(error: Error): void {
    const listener = this.#listener;
    this.#listener = null;
    this.close();
    listener?.onError(error);
  }

  /** Whether the backend waits for the rest of the request, or for its answer to be taken. */
  #isKeptWaiting(): boolean {
    if (this.#headSeen) return this.#socket.isPaused();
    return this.#upload !== null && !this.#socket.writableNeedDrain;
  }

  /** Timers are dear: one runs on while deadlines move ahead of it. */
  #setDeadline(ms: number): void {
    this.#deadlineMs = this.#clock.monotonic() + ms;
    if (this.#timer !== null && this.#timerDueMs <= this.#deadlineMs) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#startTimer(ms);
  }

  #startTimer(ms: number): void {
    this.#timerDueMs = this.#clock.monotonic() + ms;
    this.#timer = setTimeout(this.#onTimer, Math.ceil(ms));
    this.#timer.unref();
  }

  #onTimer = (): void => {
    this.#timer = null;
    if (this.#deadlineMs === Number.POSITIVE_INFINITY) return;
    const leftMs = this.#deadlineMs - this.#clock.monotonic();
    if (leftMs > 0) this.#startTimer(leftMs);
    // It is not the backend that is late: whoever keeps it waiting has a clock of their own.
    else if (this.#isKeptWaiting())
      this.#setDeadline(this.#headSeen ? bodyTimeoutMs : this.#headersTimeoutMs);
    else if (this.#headSeen) this.#fail(new WireError(silentCode, "the answer fell silent"));
    else this.#fail(new WireError(noAnswerCode, "no answer began in time"));
  };
}
