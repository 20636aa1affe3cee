/**
 * JSON as a person types it: where it goes wrong, in lines and columns, the same in every browser; and laid out anew
 * without touching a value (numbers too long for a double stay as they are). Browser-safe, no imports.
 */

/** What could have stood where the text goes wrong. */
export type JsonExpectation =
  | "value"
  | "value-or-close"
  | "name"
  | "name-or-close"
  | "colon"
  | "comma-or-close"
  | "end";

export interface JsonFault {
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  expected: JsonExpectation;
  /** What stands there instead, shortened; empty at the end of the text. */
  found: string;
}

export type ReadJson = { ok: true; value: unknown } | { ok: false; fault: JsonFault };

interface Token {
  text: string;
  at: number;
}

/** RFC 8259: whitespace, then a mark, a string, a number or one of the three words. */
const nextToken =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string may not contain them
  /[ \t\n\r]*([{}[\],:]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const opening = new Set(["{", "["]);
const closing = new Set(["}", "]"]);

/** Reads a JSON text, or says where and how it goes wrong. */
export function readJson(text: string): ReadJson {
  const outcome = scan(text);
  if ("expected" in outcome) return { ok: false, fault: outcome };
  return { ok: true, value: JSON.parse(text) };
}

/** A valid text with one entry per line; any other text as it is. */
export function formatJson(text: string): string {
  const outcome = scan(text);
  if ("expected" in outcome) return text;
  let depth = 0;
  let laidOut = "";
  const newLine = () => `\n${"  ".repeat(depth)}`;
  for (const [index, token] of outcome.tokens.entries()) {
    const next = outcome.tokens[index + 1];
    if (closing.has(token)) {
      depth -= 1;
      const before = outcome.tokens[index - 1] ?? "";
      laidOut += opening.has(before) ? token : newLine() + token;
    } else if (opening.has(token)) {
      depth += 1;
      laidOut += token + (next !== undefined && closing.has(next) ? "" : newLine());
    } else if (token === ",") laidOut += token + newLine();
    else laidOut += token === ":" ? ": " : token;
  }
  return laidOut;
}

function scan(text: string): { tokens: string[] } | JsonFault {
  const tokens: string[] = [];
  const open: string[] = [];
  let expected: JsonExpectation = "value";
  let at = 0;
  for (;;) {
    const token = tokenAt(text, at);
    if (token === null) {
      const rest = /[^ \t\n\r]/g;
      rest.lastIndex = at;
      const stop = rest.exec(text)?.index ?? text.length;
      if (stop === text.length && expected === "end") return { tokens };
      return faultAt(text, stop, expected);
    }
    const next = follow(token.text, expected, open);
    if (next === null) return faultAt(text, token.at, expected);
    tokens.push(token.text);
    expected = next;
    at = token.at + token.text.length;
  }
}

function tokenAt(text: string, at: number): Token | null {
  nextToken.lastIndex = at;
  const match = nextToken.exec(text);
  const token = match?.[1];
  return token === undefined ? null : { text: token, at: nextToken.lastIndex - token.length };
}

/** What may come after `token`, or null when the token may not stand here. Keeps `open` up to date. */
function follow(token: string, expected: JsonExpectation, open: string[]): JsonExpectation | null {
  const inObject = open.at(-1) === "{";
  if (closing.has(token)) {
    const mayClose = expected.endsWith("-or-close") && (token === "}") === inObject;
    if (!mayClose) return null;
    open.pop();
    return open.length === 0 ? "end" : "comma-or-close";
  }
  if (token === ",") {
    if (expected !== "comma-or-close") return null;
    return inObject ? "name" : "value";
  }
  if (token === ":") return expected === "colon" ? "value" : null;
  if (expected === "name" || expected === "name-or-close") return token.startsWith('"') ? "colon" : null;
  if (expected !== "value" && expected !== "value-or-close") return null;
  if (opening.has(token)) {
    open.push(token);
    return token === "{" ? "name-or-close" : "value-or-close";
  }
  return open.length === 0 ? "end" : "comma-or-close";
}

function faultAt(text: string, at: number, expected: JsonExpectation): JsonFault {
  const before = text.slice(0, at).split("\n");
  const found = /^(?:[{}[\],:"]|[^\s{}[\],:"]{1,20})/.exec(text.slice(at, at + 20))?.[0] ?? "";
  return { line: before.length, column: (before.at(-1) ?? "").length + 1, expected, found };
}
