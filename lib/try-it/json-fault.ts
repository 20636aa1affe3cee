import { jsonMessages as text } from "@/lib/messages/en/try-it-json";

/** Where a text stops being JSON. Both count from 1; a column is a UTF-16 unit, as editors count. */
export interface JsonFault {
  line: number;
  column: number;
  message: string;
}

/** The first fault of a text that should be JSON (RFC 8259), or null. Browsers' own messages differ and often lack the place. */
export function findJsonFault(json: string): JsonFault | null {
  try {
    JSON.parse(json);
    return null;
  } catch {
    // The parser's message is not used: it is another in each browser. The scan below finds the place.
    return locate(json, scan(json));
  }
}

interface Fault {
  at: number;
  message: string;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const numberLike = /[-+.\d][\w.+-]*/y;
const word = /[^\s,:{}[\]"]+/y;
const goodWords = new Set(["true", "false", "null"]);

/** What may come next: one state per gap between tokens. */
type Expect = "value" | "value-or-end" | "name" | "name-or-end" | "colon" | "next" | "nothing";

class Scanner {
  readonly #open: ("{" | "[")[] = [];
  #expect: Expect = "value";
  #at = 0;

  constructor(readonly json: string) {}

  run(): Fault {
    for (;;) {
      this.#at += this.#match(space).length;
      const character = this.json[this.#at];
      if (character === undefined) return this.#fault(this.#missing());
      const message = this.#take(character);
      if (message !== null) return this.#fault(message);
    }
  }

  #fault(message: string): Fault {
    return { at: this.#at, message };
  }

  #missing(): string {
    const open = this.#open.at(-1);
    const missing: Record<Expect, string> = {
      value: text.value,
      "value-or-end": text.commaOrBracket,
      name: text.name,
      "name-or-end": text.commaOrBrace,
      colon: text.colon,
      next: open === "{" ? text.commaOrBrace : text.commaOrBracket,
      // JSON.parse refused what this scan takes: only nesting beyond the engine's stack does that.
      nothing: text.tooDeep,
    };
    return missing[this.#expect];
  }

  /** Takes one token, or says what is wrong with it. */
  #take(character: string): string | null {
    const expect = this.#expect;
    if (expect === "nothing") return text.more;
    if (character === "}" || character === "]") return this.#close(character);
    if (expect === "colon") return this.#step(character, ":", "value");
    if (expect === "next") return this.#step(character, ",", this.#open.at(-1) === "{" ? "name" : "value");
    if (expect === "name" || expect === "name-or-end") {
      if (character !== '"') return character === "'" ? text.singleQuotes : text.name;
      return this.#takeString("colon");
    }
    return this.#takeValue(character);
  }

  #step(character: string, wanted: string, then: Expect): string | null {
    if (character !== wanted) return this.#missing();
    this.#at += 1;
    this.#expect = then;
    return null;
  }

  #close(character: "}" | "]"): string | null {
    const open = this.#open.at(-1);
    const fits = open === (character === "}" ? "{" : "[");
    const early = this.#expect === "value" || this.#expect === "name" || this.#expect === "colon";
    if (fits && early)
      return this.#expect === "colon" || this.#afterColon() ? this.#missing() : text.trailingComma;
    if (!fits) return this.#missing();
    this.#open.pop();
    this.#at += 1;
    this.#valueEnds();
    return null;
  }

  #afterColon(): boolean {
    return this.json.slice(0, this.#at).trimEnd().endsWith(":");
  }

  #valueEnds(): void {
    this.#expect = this.#open.length === 0 ? "nothing" : "next";
  }

  #takeValue(character: string): string | null {
    if (character === "{" || character === "[") {
      this.#open.push(character);
      this.#expect = character === "{" ? "name-or-end" : "value-or-end";
      this.#at += 1;
      return null;
    }
    if (character === '"') return this.#takeString(null);
    if (character === "'") return text.singleQuotes;
    if (/[-+.\d]/.test(character)) return this.#takeNumber();
    const found = this.#match(word);
    if (!goodWords.has(found)) return found === "" ? text.value : text.word(shortened(found));
    this.#at += found.length;
    this.#valueEnds();
    return null;
  }

  #takeNumber(): string | null {
    const like = this.#match(numberLike);
    if (this.#match(number) !== like) return text.number(shortened(like));
    this.#at += like.length;
    this.#valueEnds();
    return null;
  }

  #takeString(then: Expect | null): string | null {
    const start = this.#at;
    for (let at = start + 1; at < this.json.length; at++) {
      const character = this.json.charAt(at);
      if (character === '"') {
        this.#at = at + 1;
        if (then === null) this.#valueEnds();
        else this.#expect = then;
        return null;
      }
      if (character < " ") {
        this.#at = character === "\n" || character === "\r" ? start : at;
        return character === "\n" || character === "\r" ? text.unclosedString : text.controlInString;
      }
      if (character !== "\\") continue;
      const escaped = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(this.json.slice(at + 1, at + 6));
      if (!escaped) {
        this.#at = at;
        return text.escape;
      }
      at += escaped[0].length;
    }
    return text.unclosedString;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.json)?.[0] ?? "";
  }
}

function scan(json: string): Fault {
  return new Scanner(json).run();
}

function locate(json: string, { at, message }: Fault): JsonFault {
  const before = json.slice(0, at);
  const line = before.split("\n").length;
  return { line, column: at - before.lastIndexOf("\n"), message };
}

function shortened(piece: string): string {
  return piece.length > 20 ? `${piece.slice(0, 20)}…` : piece;
}
