import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { AnswerSink } from "../call";
import { isActive } from "../node-answer";

/** What an answer needs to know of where it goes. */
export interface AnswerPlace {
  socket: Socket;
  /** Of the request that is answered. */
  method: string;
  /** Whether a page of the backend's must not run as one of the portal's. */
  sandbox: boolean;
  /** Whether the connection ends with this answer; asked once its head is there. */
  isLast(): boolean;
  /** The answer is out; the connection may go on or not. */
  onAnswered(goesOn: boolean): void;
}

/** Up to here a body is copied behind its head rather than written as a piece of its own. */
const joinedBytes = 8 * 1024;
const keepAlive = "Connection: keep-alive\r\nKeep-Alive: timeout=65\r\n";
const closing = "Connection: close\r\n";

type Framing = "none" | "length" | "chunked";

/** Writes an answer straight to its connection: a small one in one write, a large one as fast as the caller reads. */
export class PlainAnswer implements AnswerSink {
  readonly #place: AnswerPlace;
  /** The head, until it goes out with what comes behind it. */
  #head = "";
  /** The first piece, kept for a moment in case it is the only one. */
  #held: Buffer | null = null;
  #flushed = false;
  #framing: Framing = "none";
  #goesOn = true;

  constructor(place: AnswerPlace) {
    this.#place = place;
  }

  head(status: number, reason: string, headers: string[]): void {
    const { method, sandbox } = this.#place;
    if (sandbox && isActive(headers)) headers.push("Content-Security-Policy", "sandbox");
    let head = `HTTP/1.1 ${status} ${reason === "" ? (STATUS_CODES[status] ?? "") : reason}\r\n`;
    let dated = false;
    let hasLength = false;
    for (let n = 0; n < headers.length; n += 2) {
      const name = headers[n] ?? "";
      const value = headers[n + 1] ?? "";
      if (name.length === 4 && name.toLowerCase() === "date") dated = true;
      else if (name.length === 14 && name.toLowerCase() === "content-length") hasLength = true;
      else if (name === "Connection") {
        // Ours alone: a backend's is gone by now. It is said below.
        this.#goesOn = false;
        continue;
      }
      head += `${name}: ${value}\r\n`;
    }
    if (!dated) head += `Date: ${dateNow()}\r\n`;
    if (this.#place.isLast()) this.#goesOn = false;
    head += this.#goesOn ? keepAlive : closing;
    // RFC 9112 section 6.3: such an answer ends with its head.
    const bodiless = method === "HEAD" || status === 204 || status === 304;
    this.#framing = bodiless ? "none" : hasLength ? "length" : "chunked";
    if (this.#framing === "chunked") head += "Transfer-Encoding: chunked\r\n";
    this.#head = `${head}\r\n`;
    process.nextTick(flushLater, this);
  }

  data(chunk: Buffer, resume: () => void): boolean {
    if (this.#framing === "none") return true;
    if (!this.#flushed && this.#held === null) {
      this.#held = chunk;
      return true;
    }
    this.flush();
    if (this.#write(chunk)) return true;
    this.#place.socket.once("drain", resume);
    return false;
  }

  end(): void {
    const { socket } = this.#place;
    const rest = this.#framing === "chunked" ? "0\r\n\r\n" : "";
    if (!this.#flushed) {
      const held = this.#held;
      // As text of the same bytes a small body joins its head in one write.
      if (held === null) this.#writeHead(rest);
      else if (held.length <= joinedBytes) this.#writeHead(this.#framed(held.toString("latin1")) + rest);
      else {
        this.flush();
        if (rest !== "") socket.write(rest, "latin1");
      }
    } else if (rest !== "") socket.write(rest, "latin1");
    this.#flushed = true;
    this.#place.onAnswered(this.#goesOn);
  }

  /** Leaves the message unfinished: without its length or its last chunk nobody takes it for whole (RFC 9112 section 8). */
  fail(): void {
    this.#flushed = true;
    this.#place.socket.destroy();
  }

  /** Sends what has come so far. */
  flush(): void {
    if (this.#flushed) return;
    this.#flushed = true;
    const { socket } = this.#place;
    const held = this.#held;
    this.#held = null;
    if (held === null) {
      this.#writeHead("");
      return;
    }
    socket.cork();
    this.#writeHead("");
    this.#write(held);
    socket.uncork();
  }

  #writeHead(behind: string): void {
    this.#place.socket.write(this.#head + behind, "latin1");
    this.#head = "";
  }

  #framed(text: string): string {
    return this.#framing === "chunked" ? `${text.length.toString(16)}\r\n${text}\r\n` : text;
  }

  #write(chunk: Buffer): boolean {
    const { socket } = this.#place;
    if (this.#framing === "length") return socket.write(chunk);
    socket.cork();
    socket.write(`${chunk.length.toString(16)}\r\n`, "latin1");
    socket.write(chunk);
    const goOn = socket.write("\r\n", "latin1");
    socket.uncork();
    return goOn;
  }
}

function flushLater(answer: PlainAnswer): void {
  answer.flush();
}

let dateSecond = 0;
let dateText = "";

/** RFC 9110 section 6.6.1; made once a second. */
function dateNow(): string {
  const now = Date.now();
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(now).toUTCString();
  }
  return dateText;
}
