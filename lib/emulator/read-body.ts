import type { IncomingMessage } from "node:http";
import { refuseInOwnWords } from "./errors";

/** The caller went away before its body was complete: there is nobody left to answer. */
export class CallerGone extends Error {
  override readonly name = "CallerGone";
}

/**
 * The request's body as text. A longer one is refused with 413 [ours] without keeping it in memory; what is still on
 * its way is read and thrown away, so that the caller sees the answer and not a reset connection.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const gone = (cause?: Error) => reject(new CallerGone("The caller closed the connection.", { cause }));
    if (request.destroyed) gone();
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        reject(tooLarge(limitBytes));
      }
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", gone);
    request.on("close", () => gone());
  });
}

function tooLarge(limitBytes: number): Error {
  return refuseInOwnWords({
    status: 413,
    code: "RequestEntityTooLarge",
    message: "The request body is too large.",
    detail: {
      code: "RequestEntityTooLarge",
      message: `The request body may have ${limitBytes} bytes at most. Send fewer rows at a time.`,
    },
  });
}
