import { fieldError } from "@/lib/errors";
import { publishingMessages } from "@/lib/messages/en/publishing";

const text = publishingMessages.curl;
const field = "source.command";

const escapes: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  0: "\0",
};

/**
 * A command's words as a POSIX shell splits them, nothing run and nothing filled in: what a shell would substitute is
 * refused, and so is a second command. @throws AppError invalid-input
 */
export function splitWords(command: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const add = (piece: string) => {
    word = (word ?? "") + piece;
  };
  while (at < command.length) {
    const character = command.charAt(at);
    const rest = command.slice(at);
    if (/^\\\r?\n/.test(rest) || /^\^\r?\n/.test(rest)) at = command.indexOf("\n", at) + 1;
    else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else if (character === "'") {
      const end = closing(command, at + 1, "'");
      add(command.slice(at + 1, end));
      at = end + 1;
    } else if (rest.startsWith("$'")) {
      const quoted = readAnsi(command, at + 2);
      add(quoted.value);
      at = quoted.end;
    } else if (character === '"') {
      const quoted = readDouble(command, at + 1);
      add(quoted.value);
      at = quoted.end;
    } else if (character === "\\") {
      add(command.charAt(at + 1));
      at += 2;
    } else if (/[;|&<>()]/.test(character)) {
      if (command.slice(at + 1).trim() === "" && character === ";") break;
      throw fieldError(field, text.several(rest.slice(0, 20)));
    } else {
      refuseSubstitution(rest);
      add(character);
      at += 1;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

function refuseSubstitution(rest: string): void {
  const found = /^(?:`|\$[({A-Za-z_])[^\s"']{0,20}/.exec(rest);
  if (found) throw fieldError(field, text.substitution(found[0]));
}

function closing(command: string, from: number, quote: string): number {
  const end = command.indexOf(quote, from);
  if (end === -1) throw fieldError(field, text.openQuote);
  return end;
}

/** Within double quotes a backslash stands before what would otherwise mean something. */
function readDouble(command: string, from: number): { value: string; end: number } {
  let value = "";
  for (let at = from; at < command.length; at += 1) {
    const character = command.charAt(at);
    if (character === '"') return { value, end: at + 1 };
    const next = command.charAt(at + 1);
    if (character === "\\" && /["\\$`\n]/.test(next)) {
      value += next === "\n" ? "" : next;
      at += 1;
      continue;
    }
    refuseSubstitution(command.slice(at));
    value += character;
  }
  throw fieldError(field, text.openQuote);
}

/** `$'…'` with its escapes, as browsers copy bodies. */
function readAnsi(command: string, from: number): { value: string; end: number } {
  let value = "";
  for (let at = from; at < command.length; at += 1) {
    const character = command.charAt(at);
    if (character === "'") return { value, end: at + 1 };
    if (character !== "\\") {
      value += character;
      continue;
    }
    const unicode = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(command.slice(at));
    if (unicode) {
      value += String.fromCharCode(Number.parseInt(unicode[1] ?? unicode[2] ?? "0", 16));
      at += unicode[0].length - 1;
    } else {
      const next = command.charAt(at + 1);
      value += escapes[next] ?? next;
      at += 1;
    }
  }
  throw fieldError(field, text.openQuote);
}
