import type { Socket } from "node:net";

const continueLine = "HTTP/1.1 100";
const headEnd = "\r\n\r\n";
/** An interim answer longer than this is left to the parser, which refuses it. */
const longestHead = 64 * 1024;
/** What undici writes as text round the pieces of a chunked body is shorter than any request's head. */
const longestFraming = 16;
const nothing = Buffer.alloc(0);

/**
 * Takes unasked-for `100 Continue` answers out of what a connection brings. We never expect one, RFC 9110 section
 * 15.2.1 has a client pass over it, some servers send it all the same, and undici ends the connection for it.
 *
 * Looks only at the bytes that come first after a request's head was written, so no body is ever touched.
 */
export function dropContinue<T extends Socket>(socket: T): T {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  const read = socket.read.bind(socket);
  let atStart = false;
  /** The beginning of what may become an interim answer. */
  let held: Buffer = nothing;
  socket.write = (...args: unknown[]): boolean => {
    const [chunk] = args;
    if (typeof chunk === "string" && chunk.length > longestFraming) atStart = true;
    return write(...args);
  };
  socket.read = (size?: number): unknown => {
    for (;;) {
      const chunk: unknown = read(size);
      if (!atStart || !Buffer.isBuffer(chunk)) return chunk;
      held = withoutContinues(held.length === 0 ? chunk : Buffer.concat([held, chunk]));
      if (isContinueBegun(held) && held.length < longestHead) continue;
      const rest = held;
      held = nothing;
      atStart = false;
      return rest;
    }
  };
  return socket;
}

/** What is left behind the whole interim answers at the start. */
function withoutContinues(answer: Buffer): Buffer {
  let rest = answer;
  while (rest.toString("latin1", 0, continueLine.length) === continueLine) {
    const end = rest.indexOf(headEnd);
    if (end === -1) break;
    rest = rest.subarray(end + headEnd.length);
  }
  return rest;
}

/** Whether an interim answer may come of it yet, nothing at all included. */
function isContinueBegun(rest: Buffer): boolean {
  return continueLine.startsWith(rest.toString("latin1", 0, continueLine.length));
}
