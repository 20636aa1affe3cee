/** What no head may hold: control characters, and line ends that are only half of one (RFC 9112 section 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
export const unfitInHead = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n/;
export const headEnd = Buffer.from("\r\n\r\n");

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Names as they are spelled, in lower case; few are ever used, and nobody can make it more than these. */
const lowerNames = new Map<string, string>();
const mostNames = 1_024;

/** A header's name in lower case; null when it is none. */
function lowerName(name: string): string | null {
  const known = lowerNames.get(name);
  if (known !== undefined) return known;
  if (!token.test(name)) return null;
  const lower = name.toLowerCase();
  if (lowerNames.size < mostNames) lowerNames.set(name, lower);
  return lower;
}

/**
 * The header lines of a head from a place on, as name, value, name, value; each is shown to `see` under its name in
 * lower case. Null where a line is none: no colon, a name that is no token, a folded line.
 */
export function readHeaderLines(
  head: string,
  from: number,
  see: (lowerName: string, value: string) => void,
): string[] | null {
  const headers: string[] = [];
  for (let at = from; at < head.length; ) {
    const lineEnd = head.indexOf("\r\n", at);
    const end = lineEnd === -1 ? head.length : lineEnd;
    const colon = head.indexOf(":", at);
    if (colon === -1 || colon >= end) return null;
    const name = head.slice(at, colon);
    const lower = lowerName(name);
    if (lower === null) return null;
    const value = withoutSpace(head, colon + 1, end);
    headers.push(name, value);
    see(lower, value);
    at = end + 2;
  }
  return headers;
}

/** Spaces and tabs round a value are none of it (RFC 9112 section 5); other blanks of latin1 are. */
function withoutSpace(text: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
