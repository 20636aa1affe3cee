import { requestMessages as text } from "@/lib/messages/en/try-it-request";

/** How values become parts of a URL, and which ones may not. */

const surrogate = /\p{Surrogate}/u;

/** One path segment or one query value (RFC 3986 section 2.1): nothing in it can end the part it stands in. */
export function encodeValue(value: string): string {
  // A broken character would throw; it is told of as the field's problem, and shown as U+FFFD until then.
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** What `/*` stands for: its slashes stay slashes. */
export function encodeWildcard(value: string): string {
  return value.replace(/^\//, "").split("/").map(encodeValue).join("/");
}

/** The template's own text: escapes and delimiters stay, what a URL cannot hold as it is gets escaped. */
export function escapeLiteral(literal: string): string {
  return literal.replace(/[^\x21-\x7e]+/g, encodeValue);
}

/** What is wrong with a value wherever it stands in a URL, or null. */
export function valueProblem(value: string): string | null {
  if (value.includes("\0")) return text.parameterNul;
  return surrogate.test(value) ? text.brokenCharacter : null;
}

const climbingSegment = /(?:^|\/)\.{1,2}(?:[/;]|$)/;
const decodeRounds = 5;

/**
 * What is wrong with a value in a path, or null. The gateway refuses a path that could climb once it is decoded,
 * however often (docs/gateway.md, case 36); said here, it names the field.
 */
export function pathProblem(value: string, wildcard: boolean): string | null {
  let decoded = wildcard ? value.replace(/^\//, "") : value;
  for (let round = 0; round < decodeRounds; round++) {
    if (climbingSegment.test(decoded.replaceAll("\\", "/"))) return text.parameterClimbs;
    const next = decodeOnce(decoded);
    if (next === decoded) return null;
    decoded = next;
  }
  return text.parameterClimbs;
}

/** One round of percent-decoding, byte by byte, the overlong forms of dot, slash and backslash included. */
function decodeOnce(value: string): string {
  return value
    .replace(/%c0%ae/gi, ".")
    .replace(/%c0%af/gi, "/")
    .replace(/%c1%9c/gi, "\\")
    .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
