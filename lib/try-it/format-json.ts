/**
 * JSON laid out for reading, token by token and never parsed: numbers keep their digits, members their order and
 * repetition, and a long text is laid out only as far as it is shown.
 */

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\]|\\[\s\S])*"?/y;
const bare = /[^\s,:{}[\]"]+/y;
/** A list of plain values that fits on a line stays on one, as a table's row should. */
const flatList = /\[[^[\]{}"]*(?:"(?:[^"\\]|\\[\s\S])*"[^[\]{}"]*)*\]/y;
const longestLine = 100;

interface FormattedJson {
  text: string;
  /** False when the text goes on beyond the limit. */
  complete: boolean;
}

/** At most about `limit` characters of the laid out text. What is no JSON comes out as it is, spaces aside. */
export function formatJson(json: string, limit = Number.POSITIVE_INFINITY): FormattedJson {
  const pieces: string[] = [];
  let length = 0;
  let depth = 0;
  let at = 0;
  const write = (piece: string) => {
    pieces.push(piece);
    length += piece.length;
  };
  const newLine = () => write(`\n${"  ".repeat(depth)}`);

  while (length <= limit) {
    at += matchAt(space, json, at).length;
    const character = json[at];
    if (character === undefined) return { text: pieces.join(""), complete: true };
    if (character === "{" || character === "[") {
      const whole = emptyPair(json, at) ?? (character === "[" ? flatLine(json, at) : null);
      if (whole !== null) {
        write(whole.text);
        at = whole.end;
        continue;
      }
      depth += 1;
      write(character);
      newLine();
    } else if (character === "}" || character === "]") {
      depth = Math.max(0, depth - 1);
      newLine();
      write(character);
    } else if (character === ",") {
      write(character);
      newLine();
    } else if (character === ":") {
      write(": ");
    } else {
      const token = matchAt(character === '"' ? string : bare, json, at);
      write(token);
      at += token.length;
      continue;
    }
    at += 1;
  }
  return { text: pieces.join("").slice(0, limit), complete: false };
}

function emptyPair(json: string, at: number): { text: string; end: number } | null {
  const inner = matchAt(space, json, at + 1);
  const pair = `${json.charAt(at)}${json.charAt(at + 1 + inner.length)}`;
  return pair === "{}" || pair === "[]" ? { text: pair, end: at + inner.length + 2 } : null;
}

/** The list at this place on one line, or null when it is nested or too long. */
function flatLine(json: string, at: number): { text: string; end: number } | null {
  // Twice the line leaves room for spaces that go; a longer list is not looked at whole.
  const found = matchAt(flatList, json.slice(at, at + 2 * longestLine), 0);
  if (found === "") return null;
  let text = "";
  for (let inner = 0; inner < found.length; ) {
    inner += matchAt(space, found, inner).length;
    const character = found.charAt(inner);
    const token =
      character === '"' ? matchAt(string, found, inner) : matchAt(bare, found, inner) || character;
    text += token === "," ? ", " : token;
    inner += token.length;
  }
  return text.length > longestLine ? null : { text, end: at + found.length };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
