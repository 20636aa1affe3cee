import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { AnswerSink } from "./call";

/** How much of a body nobody wants is read so that its connection can be used on, and for how long. */
const drainBytes = 1024 * 1024;
const drainMs = 5_000;
/** How long a caller who goes on sending after that may take to hear the answer. */
const lingerMs = 5_000;

/** Up to here a body is copied rather than written as a piece of its own. */
const joinedBytes = 8 * 1024;

/** Pages of a backend's that a browser could run as the portal's own. */
const activeContent = /html|xml|svg/i;

/** Writes an answer to a node:http response: a small one in a single write, a large one as fast as the caller reads. */
export class NodeAnswer implements AnswerSink {
  /** Set when the body was asked for; before that, a caller who waits for `100 Continue` has sent none. */
  bodyOpened = false;
  readonly #req: IncomingMessage;
  readonly #res: ServerResponse;
  readonly #sandbox: boolean;
  /** Whether the connection ends with this answer though the caller may still be sending. */
  #closing = false;
  /** The first piece, kept for a moment in case it is the only one. */
  #held: Buffer | null = null;
  #flushed = false;

  constructor(req: IncomingMessage, res: ServerResponse, sandbox: boolean) {
    this.#req = req;
    this.#res = res;
    this.#sandbox = sandbox;
  }

  head(status: number, reason: string, headers: string[]): void {
    if (this.#sandbox && isActive(headers)) headers.push("Content-Security-Policy", "sandbox");
    if (this.#mustClose()) this.#close(headers);
    if (reason === "") this.#res.writeHead(status, headers);
    else this.#res.writeHead(status, reason, headers);
    process.nextTick(flushLater, this);
  }

  data(chunk: Buffer, resume: () => void): boolean {
    if (!this.#flushed && this.#held === null) {
      this.#held = chunk;
      return true;
    }
    this.flush();
    if (this.#res.write(chunk)) return true;
    this.#res.once("drain", resume);
    return false;
  }

  end(): void {
    this.#flushed = true;
    if (this.#held === null) this.#res.end();
    // As text of the same bytes a small body joins its head in one write.
    else if (this.#held.length <= joinedBytes) this.#res.end(this.#held.toString("latin1"), "latin1");
    else this.#res.end(this.#held);
    if (!this.#req.complete) drain(this.#req, this.#closing);
  }

  /**
   * Leaves the message unfinished. One that ends with its connection (HTTP/1.0) would look whole after a close, so
   * that is reset (RFC 9112 section 8).
   */
  fail(): void {
    this.#flushed = true;
    const { httpVersion, socket } = this.#req;
    if (httpVersion === "1.0") socket.resetAndDestroy();
    else this.#res.destroy();
  }

  /** Node would close at once, and its reset overtake the answer: we close in stages (see `linger`). */
  #close(headers: string[]): void {
    this.#closing = true;
    if (!headers.includes("Connection")) headers.push("Connection", "close");
    const { socket } = this.#req;
    socket.destroySoon = () => linger(socket);
  }

  #mustClose(): boolean {
    const { complete, headers } = this.#req;
    if (complete) return false;
    // Who waits for `100 Continue` and hears something else may send the body or not: only a new connection is clear.
    if (!this.bodyOpened && headers.expect !== undefined) return true;
    return Number(headers["content-length"] ?? 0) > drainBytes;
  }

  /** Sends what has come so far. */
  flush(): void {
    if (this.#flushed) return;
    this.#flushed = true;
    if (this.#held === null) this.#res.flushHeaders();
    else this.#res.write(this.#held);
    this.#held = null;
  }
}

function flushLater(answer: NodeAnswer): void {
  answer.flush();
}

/** Whether a backend's answer is a page that a browser could run. */
export function isActive(headers: readonly string[]): boolean {
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    if (name.length === 12 && name.toLowerCase() === "content-type")
      return activeContent.test(headers[n + 1] ?? "");
  }
  return true;
}

/**
 * Reads on after an early answer, for a caller hears it only once its own sending is done with. Who sends too much or
 * too slowly finds the connection closed.
 */
function drain(req: IncomingMessage, closing: boolean): void {
  const { socket } = req;
  let bytes = 0;
  let given = closing;
  const giveUp = (): void => {
    if (!given) linger(socket);
    given = true;
  };
  const timer = setTimeout(giveUp, drainMs);
  req.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > drainBytes) giveUp();
  });
  req.on("close", () => clearTimeout(timer));
  req.on("end", () => clearTimeout(timer));
  req.resume();
}

/**
 * Closes in stages (RFC 9112 section 9.6): says that no more comes, and reads on for a while, lest a reset for what
 * is unread destroy the answer before the caller has read it.
 */
function linger(socket: Socket): void {
  socket.end();
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}
