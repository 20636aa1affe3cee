import type { ServerResponse } from "node:http";
import { contentSecurityPolicy } from "./page";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Set by a fault: the connection is closed before the answer, or in the middle of it. */
  drop?: "connection" | "body" | null;
}

/** Compact JSON, as the original answers [seen]. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return jsonText(status, JSON.stringify(body), headers);
}

export function jsonText(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "Content-Type": "application/json; charset=utf-8", ...headers }, body };
}

export function noContent(): Answer {
  return { status: 204, headers: {}, body: "" };
}

export function html(body: string): Answer {
  return {
    status: 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": contentSecurityPolicy,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
    body,
  };
}

/** Sends the answer, or as much of it as a fault lets through. There are no CORS headers, as in the original [seen]. */
export function send(response: ServerResponse, answer: Answer, requestId: string): void {
  if (answer.drop === "connection") {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.setHeader("x-ms-request-id", requestId);
  if (answer.status !== 204) response.setHeader("Content-Length", body.length);
  response.writeHead(answer.status, answer.headers);
  if (answer.drop === "body") response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  else response.end(body);
}
