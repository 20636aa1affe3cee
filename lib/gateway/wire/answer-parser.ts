import { headEnd, readHeaderLines, unfitInHead } from "./header-lines";
import { badAnswer, connectionLost } from "./wire-error";

/** Who hears an answer as it is read. */
export interface AnswerListener {
  /** Headers: name, value, name, value; bytes as latin1. */
  onHead(status: number, reason: string, headers: string[]): void;
  onData(chunk: Buffer): void;
}

type State =
  | "head"
  | "body of a length"
  | "body to the end"
  | "chunk size"
  | "chunk"
  | "chunk's end"
  | "trailers"
  | "over";

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: ([^\r\n]*))?$/;
const statusStart = "HTTP/1.";
const bareFeed = /[^\r]\n/;
const chunkSize = /^([0-9A-Fa-f]{1,12})[\t ]*(?:;[^\r\n]*)?\r\n$/;
const keepAliveTimeout = /(?:^|[,;\s])timeout=(\d{1,6})/i;

/**
 * Reads answers off one connection to a backend, strictly (RFC 9112): one framing, no bare line ends, no folded lines. What could
 * be read in two ways is an error. Interim answers are passed over, trailers dropped.
 */
export class AnswerParser {
  readonly #listener: AnswerListener;
  readonly #maxHeadBytes: number;
  #state: State = "over";
  #bodiless = false;
  /** The beginning of a head that is not whole. */
  #held: Buffer | null = null;
  /** The beginning of a chunk's size or of a trailer. */
  #line = "";
  /** What is left of a body or a chunk, or of the trailers' allowance. */
  #left = 0;
  #keepsAlive = false;
  #idleMs: number | null = null;
  #excess = false;

  constructor(listener: AnswerListener, maxHeadBytes: number) {
    this.#listener = listener;
    this.#maxHeadBytes = maxHeadBytes;
  }

  /** A request was sent: its answer comes next. */
  expect(method: string): void {
    this.#state = "head";
    this.#bodiless = method === "HEAD";
    this.#held = null;
    this.#line = "";
    this.#keepsAlive = false;
    this.#idleMs = null;
  }

  /** Nothing more is heard of this answer. */
  stop(): void {
    this.#state = "over";
  }

  get over(): boolean {
    return this.#state === "over";
  }

  /** Whether the connection may carry another request. */
  get reusable(): boolean {
    return this.#keepsAlive && !this.#excess;
  }

  /** How long the backend says that it keeps an idle connection, or null when it does not say. */
  get idleMs(): number | null {
    return this.#idleMs;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      switch (this.#state) {
        case "head":
          at = this.#readHead(chunk, at);
          break;
        case "body of a length":
          at = this.#readSome(chunk, at);
          if (this.#left === 0) this.#state = "over";
          break;
        case "chunk":
          at = this.#readSome(chunk, at);
          if (this.#left === 0) this.#state = "chunk's end";
          break;
        case "body to the end":
          this.#listener.onData(at === 0 ? chunk : chunk.subarray(at));
          return;
        case "chunk's end":
        case "chunk size":
        case "trailers":
          at = this.#readLine(chunk, at);
          break;
        case "over":
          // Bytes that nobody asked for: nothing behind them can be trusted.
          this.#excess = true;
          return;
      }
    }
  }

  /** The backend has closed its side. Throws unless that was a way to end (RFC 9112 section 6.3). */
  finish(): void {
    if (this.#state === "over") return;
    if (this.#state !== "body to the end") throw connectionLost("the backend closed the connection");
    this.#state = "over";
  }

  #readHead(chunk: Buffer, at: number): number {
    const held = this.#held;
    const before = held?.length ?? 0;
    const seen = held === null ? (at === 0 ? chunk : chunk.subarray(at)) : Buffer.concat([held, chunk]);
    const end = seen.indexOf(headEnd, Math.max(0, before - headEnd.length + 1));
    if ((end === -1 ? seen.length : end) > this.#maxHeadBytes) throw badAnswer("its head is too long");
    if (end === -1) {
      const start = seen.toString("latin1", 0, statusStart.length);
      if (!statusStart.startsWith(start)) throw badAnswer("it is not HTTP/1");
      // Nobody waits for the end of a head that says by its lines that it has none.
      if (bareFeed.test(seen.toString("latin1", Math.max(0, before - 1))))
        throw badAnswer("a bare line feed in its head");
      this.#held = seen;
      return chunk.length;
    }
    this.#held = null;
    this.#onHead(seen.toString("latin1", 0, end));
    return at + end + headEnd.length - before;
  }

  #onHead(head: string): void {
    if (unfitInHead.test(head)) throw badAnswer("an unfit character in its head");
    const firstEnd = head.indexOf("\r\n");
    const first = statusLine.exec(firstEnd === -1 ? head : head.slice(0, firstEnd));
    if (first === null) throw badAnswer("an unfit status line");
    const status = Number(first[2]);
    if (status === 101) throw badAnswer("it switches protocols unasked");
    const { headers, framing } = readHeaders(head, firstEnd === -1 ? head.length : firstEnd + 2);
    // Interim answers are for us, and we asked for none (RFC 9110 section 15.2).
    if (status < 200) return;
    this.#frame(status, first[1] === "1", framing);
    this.#listener.onHead(status, first[3] ?? "", headers);
  }

  /** How the body ends (RFC 9112 section 6.3). */
  #frame(status: number, isNew: boolean, { length, coding, connection, keepAlive }: Framing): void {
    this.#keepsAlive = isNew && !hasToken(connection, "close");
    const seconds = keepAlive === null ? null : keepAliveTimeout.exec(keepAlive)?.[1];
    this.#idleMs = seconds == null ? null : Number(seconds) * 1000;
    if (this.#bodiless || status === 204 || status === 304) this.#state = "over";
    else if (coding !== null) {
      if (coding.toLowerCase() !== "chunked" || !isNew) throw badAnswer("an unfit transfer coding");
      if (length !== null) throw badAnswer("a length beside a transfer coding");
      this.#state = "chunk size";
    } else if (length === null) {
      this.#state = "body to the end";
      this.#keepsAlive = false;
    } else {
      this.#left = length;
      this.#state = length === 0 ? "over" : "body of a length";
    }
  }

  #readSome(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#left);
    this.#left -= end - at;
    this.#listener.onData(at === 0 && end === chunk.length ? chunk : chunk.subarray(at, end));
    return end;
  }

  #readLine(chunk: Buffer, at: number): number {
    const feed = chunk.indexOf(0x0a, at);
    const end = feed === -1 ? chunk.length : feed + 1;
    this.#line += chunk.toString("latin1", at, end);
    if (this.#line.length > this.#maxHeadBytes) throw badAnswer("a line of its body is too long");
    if (feed === -1) return end;
    const line = this.#line;
    this.#line = "";
    if (this.#state === "chunk's end") {
      if (line !== "\r\n") throw badAnswer("an unfit end of a chunk");
      this.#state = "chunk size";
    } else if (this.#state === "chunk size") {
      const size = chunkSize.exec(line)?.[1];
      if (size === undefined) throw badAnswer("an unfit chunk size");
      const bytes = Number.parseInt(size, 16);
      this.#left = bytes === 0 ? this.#maxHeadBytes : bytes;
      this.#state = bytes === 0 ? "trailers" : "chunk";
    } else {
      this.#left -= line.length;
      if (this.#left < 0 || !line.endsWith("\r\n")) throw badAnswer("unfit trailers");
      if (line === "\r\n") this.#state = "over";
    }
    return end;
  }
}

interface Framing {
  length: number | null;
  coding: string | null;
  connection: string | null;
  keepAlive: string | null;
}

function readHeaders(head: string, from: number): { headers: string[]; framing: Framing } {
  const framing: Framing = { length: null, coding: null, connection: null, keepAlive: null };
  const headers = readHeaderLines(head, from, (name, value) => {
    switch (name) {
      case "content-length":
        if (framing.length !== null || !/^\d{1,15}$/.test(value)) throw badAnswer("an unfit length");
        framing.length = Number(value);
        break;
      case "transfer-encoding":
        framing.coding = framing.coding === null ? value : `${framing.coding},${value}`;
        break;
      case "connection":
        framing.connection = framing.connection === null ? value : `${framing.connection},${value}`;
        break;
      case "keep-alive":
        framing.keepAlive = value;
    }
  });
  if (headers === null) throw badAnswer("an unfit header");
  return { headers, framing };
}

function hasToken(list: string | null, wanted: string): boolean {
  return list?.split(",").some((item) => item.trim().toLowerCase() === wanted) ?? false;
}
