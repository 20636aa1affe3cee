export type JsonTokenKind = "key" | "string" | "number" | "word" | "plain";

export interface JsonToken {
  kind: JsonTokenKind;
  text: string;
}

const pattern =
  /(?<string>"(?:\\.|[^"\\\n])*")(?<colon>\s*:)?|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>\b(?:true|false|null)\b)/g;

/**
 * Cuts JSON, or what resembles it, into pieces that can be coloured. The pieces joined are the text as it was: nothing
 * is parsed, so broken JSON passes too.
 */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let at = 0;
  const plainUntil = (end: number) => {
    if (end > at) tokens.push({ kind: "plain", text: text.slice(at, end) });
  };

  for (const match of text.matchAll(pattern)) {
    const { string, colon, number } = match.groups ?? {};
    const piece = string ?? match[0];
    plainUntil(match.index);
    const kind = string === undefined ? (number === undefined ? "word" : "number") : colon ? "key" : "string";
    tokens.push({ kind, text: piece });
    at = match.index + piece.length;
  }
  plainUntil(text.length);
  return tokens;
}
