import type { HeaderPair } from "./build-request";

/** A request as it is shown: the key's header, if any, with its value masked. */
export interface ShownRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers: readonly HeaderPair[];
  body: string | null;
}

const longestShownBody = 20_000;

/** The request for reading: first line, headers, an empty line, the body. */
export function requestText({ method, url, headers, body }: ShownRequest): string {
  const lines = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  if (body === null) return lines.join("\n");
  const shown = body.length > longestShownBody ? `${body.slice(0, longestShownBody)}…` : body;
  return `${lines.join("\n")}\n\n${shown}`;
}
