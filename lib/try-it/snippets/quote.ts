/** How texts are written in source code. Each function takes any text and gives a literal of the same text. */

/** Characters that a pasted source does not keep: carriage returns, controls, byte-order and direction marks. */
const fragile = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text survives in a source as it is, line breaks and tabs included. */
export function isPlain(text: string): boolean {
  return !fragile.test(text);
}

const short: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Inside of double quotes with C's escapes and `\uXXXX` for what else a source does not keep; `also` are further
 * characters that a backslash makes literal.
 */
export function escaped(text: string, also = '"'): string {
  return text.replace(/[\s\S]/g, (character) => {
    if (short[character]) return short[character];
    if (also.includes(character)) return `\\${character}`;
    return isPlain(character) ? character : unicode(character);
  });
}

export function doubleQuoted(text: string, also = '"'): string {
  return `"${escaped(text, also)}"`;
}

/** `\uXXXX` per UTF-16 unit. */
export function unicode(text: string): string {
  return text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
