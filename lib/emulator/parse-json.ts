import type { Refusal } from "./errors";

/** The JSON value of a body, with or without a byte order mark; throws the refusal when it is none. */
export function parseJson(body: string, otherwise: Refusal): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    throw otherwise;
  }
}
