import { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Refusal, RefusalCode } from "./call";
import { callId } from "./call-id";
import { codeOf } from "./failure";
import { problemBody, problemHeaders, refuse } from "./refusal";

/** What Node's parser found, in our words; all else is a malformed request. */
const byParserCode: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: "headers-too-long",
  HPE_INVALID_METHOD: "unsupported-method",
  HPE_INVALID_VERSION: "unsupported-version",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
};

/** A first line that is all target, as far as it has come. */
const endlessTarget = /(?:^|\n)[A-Z-]{1,20} [^\s]{8192}/;
/** RFC 9110 section 5.6.2: what a method is made of. */
const tokenByte = /[!#$%&'*+.^_`|~0-9A-Za-z-]/;

/** Answers what never became a request, or stopped being one, and closes. */
export function answerMalformed(error: Error, socket: Duplex): void {
  const pending = pendingAnswer(socket);
  if (codeOf(error) === "ECONNRESET" || !socket.writable) socket.destroy();
  else if (pending === null) writeRaw(socket, refusalFor(error));
  // What is malformed came behind a whole request: that one is answered first, and then no more is read.
  else if (pending.req.complete) pending.once("finish", () => socket.end());
  else if (pending.headersSent) socket.destroy();
  else writeRaw(socket, refusalFor(error));
}

function refusalFor(error: Error): Refusal {
  const code = byParserCode[codeOf(error)] ?? "bad-request";
  const { text, at } = packetOf(error);
  if (code === "headers-too-long" && endlessTarget.test(text)) return refuse("target-too-long");
  // Bytes that could begin no method (a TLS greeting in clear, say) are no request at all.
  if (code === "unsupported-method" && !tokenByte.test(text.charAt(at))) return refuse("bad-request");
  return refuse(code);
}

/** The bytes that the parser stumbled over, and where. */
function packetOf(error: Error): { text: string; at: number } {
  const packet: unknown = Reflect.get(error, "rawPacket");
  const at: unknown = Reflect.get(error, "bytesParsed");
  return {
    text: Buffer.isBuffer(packet) ? packet.toString("latin1") : "",
    at: typeof at === "number" ? at : 0,
  };
}

/** The answer that a connection is about to carry or carries now. */
function pendingAnswer(socket: Duplex): ServerResponse | null {
  const current: unknown = Reflect.get(socket, "_httpMessage");
  return current instanceof ServerResponse ? current : null;
}

/** Answers where there is no response object to answer with, and closes. */
export function writeRaw(socket: Duplex, refusal: Refusal): void {
  const { body, headers } = rawProblem(refusal);
  const lines = [`HTTP/1.1 ${refusal.status} ${refusal.title}`, `Date: ${new Date().toUTCString()}`];
  for (let n = 0; n < headers.length; n += 2) lines.push(`${headers[n]}: ${headers[n + 1]}`);
  lines.push("Connection: close", "", "");
  socket.end(Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), body]));
}

/** Answers a request that is neither the gateway's nor the portal's, and closes. */
export function answerRefused(res: ServerResponse, refusal: Refusal): void {
  const { body, headers } = rawProblem(refusal);
  if (!headers.includes("Connection")) headers.push("Connection", "close");
  res.writeHead(refusal.status, headers);
  res.end(body);
}

function rawProblem(refusal: Refusal): { body: Buffer; headers: string[] } {
  const requestId = callId(Date.now());
  const body = problemBody(refusal, requestId, false);
  return { body, headers: problemHeaders(refusal, requestId, body.length) };
}
