import type { CallTarget, QueryPair } from "./call";
import { refuse } from "./refusal";

/** Paths that need no closer look: no escapes, no characters that some server might read as another. */
const plainPath = /^[!$&-;=@-Z_a-z~]*$/;
const climbingSegment = /\/\.{1,2}(?:[/;]|$)/;
const brokenEscape = /%(?![0-9A-Fa-f]{2})|%00/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const forbidden = /[#\x00-\x20\x7f]/;
const unreservedEscape = /%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi;
const noPairs: readonly QueryPair[] = [];
/** How often a path may have been escaped over and over before we stop looking and refuse it. */
const decodeRounds = 4;

/**
 * Reads a call's target once, for matching and forwarding alike, and refuses what two servers could read in
 * two ways: dot segments in any spelling, backslashes, NUL, broken escapes, a fragment (RFC 3986 sections 3.3 and 5.2.4).
 */
export function readTarget(target: string): CallTarget {
  const question = target.indexOf("?");
  const path = question === -1 ? target : target.slice(0, question);
  const query = question === -1 ? null : target.slice(question + 1);
  if (!path.startsWith("/")) throw refuse("bad-path", { detail: "the path does not begin with a slash" });
  const plain = plainPath.test(path);
  if (!plain) checkPath(path);
  else if (path.includes("/.") && climbingSegment.test(path)) throw refuseClimb();
  const matched = plain ? path : path.replace(unreservedEscape, (escaped) => decodeURIComponent(escaped));
  const segments = matched.slice(1).toLowerCase().split("/");
  return { path, query, segments, pairs: query === null ? noPairs : readPairs(query) };
}

function refuseClimb() {
  return refuse("bad-path", { detail: "a dot segment in the path" });
}

function checkPath(path: string): void {
  if (forbidden.test(path)) throw refuse("bad-path", { detail: "a fragment, space or control character" });
  if (path.includes("\\")) throw refuse("bad-path", { detail: "a backslash in the path" });
  if (brokenEscape.test(path)) throw refuse("bad-path", { detail: "a broken escape or NUL in the path" });
  let decoded = path;
  for (let round = 0; round <= decodeRounds; round++) {
    if (climbs(decoded)) throw refuseClimb();
    const next = decodeOnce(decoded);
    if (next === decoded) return;
    decoded = next;
  }
  throw refuse("bad-path", { detail: "a path escaped over and over" });
}

function climbs(decoded: string): boolean {
  return climbingSegment.test(decoded.replaceAll("\\", "/"));
}

/** The path as a server would read it that decodes until nothing is left to decode. */
export function decodePath(path: string): string {
  let decoded = path;
  for (let round = 0; round < decodeRounds && decoded.includes("%"); round++) decoded = decodeOnce(decoded);
  return decoded;
}

/** One round of percent-decoding to latin1, the overlong UTF-8 forms of dot, slash and backslash included. */
function decodeOnce(text: string): string {
  return text
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\xc0\xae/g, ".")
    .replace(/\xc0\xaf/g, "/")
    .replace(/\xc1\x9c/g, "\\");
}

function readPairs(query: string): readonly QueryPair[] {
  if (query.includes("%") && brokenEscape.test(query)) {
    throw refuse("bad-path", { detail: "a broken escape or NUL in the query" });
  }
  if (forbidden.test(query)) throw refuse("bad-path", { detail: "a fragment, space or control character" });
  return query.split("&").map(readPair);
}

function readPair(raw: string): QueryPair {
  const equals = raw.indexOf("=");
  const name = equals === -1 ? raw : raw.slice(0, equals);
  return { raw, name: decodeName(name).toLowerCase(), valueAt: equals === -1 ? raw.length : equals + 1 };
}

function decodeName(name: string): string {
  if (!name.includes("%") && !name.includes("+")) return name;
  return decodeValue(name);
}

/** A query value as a form would read it; bytes that are not UTF-8 stay as they are. */
export function decodeValue(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Not UTF-8: no name or key of ours is, so what came is as good as any reading of it.
    return spaced;
  }
}
