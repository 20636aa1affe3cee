import { fitHost } from "../node-caller";
import { headEnd, readHeaderLines, unfitInHead } from "../wire/header-lines";

/** A request whose form leaves nothing to ask. */
export interface PlainRequest {
  method: string;
  /** In origin form, as received. */
  target: string;
  /** Name, value, name, value, as received (bytes as latin1). */
  headers: string[];
  host: string;
  /** How long its head is, with the empty line. */
  headBytes: number;
  /** Its Content-Length, or null when it has no body. */
  bodyBytes: number | null;
}

const maxHeadBytes = 16 * 1024;
const maxTargetBytes = 8 * 1024;
const requestLine = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/[\x21-\x7e]*) HTTP\/1\.1$/;
const digits = /^\d{1,15}$/;

/**
 * Reads the request that bytes begin with, if it is a plain one: its head whole and short, no framing but one
 * Content-Length, no wish about the connection but to keep it, one fit Host. Null for all else, which is the whole
 * parser's to read, refuse or wait for: this one never has to say what is wrong.
 */
export function readPlainRequest(bytes: Buffer): PlainRequest | null {
  const end = bytes.indexOf(headEnd);
  if (end === -1 || end > maxHeadBytes) return null;
  const head = bytes.toString("latin1", 0, end);
  if (unfitInHead.test(head)) return null;
  const lineEnd = head.indexOf("\r\n");
  if (lineEnd === -1) return null;
  const line = requestLine.exec(head.slice(0, lineEnd));
  if (line === null) return null;
  const [, method = "", target = ""] = line;
  if (target.length > maxTargetBytes) return null;
  let host: string | null = null;
  let bodyBytes: number | null = null;
  let plain = true;
  const headers = readHeaderLines(head, lineEnd + 2, (name, value) => {
    switch (name) {
      case "host":
        if (host !== null || !fitHost.test(value)) plain = false;
        host = value;
        break;
      case "content-length":
        if (bodyBytes !== null || !digits.test(value)) plain = false;
        bodyBytes = Number(value);
        break;
      case "connection":
        if (value !== "keep-alive" && value.toLowerCase() !== "keep-alive") plain = false;
        break;
      case "transfer-encoding":
      case "expect":
      case "upgrade":
        plain = false;
    }
  });
  if (headers === null || !plain || host === null) return null;
  return { method, target, headers, host, headBytes: end + headEnd.length, bodyBytes };
}
