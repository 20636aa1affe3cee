/** One row of a text table: its cells, and the line that it begins on, counted from 1. */
export interface TextRecord {
  cells: string[];
  line: number;
}

/** The table's text is not one: which line, and why. */
export class TextTableError extends Error {
  override readonly name = "TextTableError";
}

/** A row of more characters than this is taken for a quote that was never closed. */
const longestRecord = 4 * 1024 * 1024;

/**
 * Reads CSV or TSV piece by piece: give it text as it arrives, take the rows that are complete. Cells may be quoted
 * (a quote inside is doubled) and then hold delimiters and line ends; lines end with LF, CR LF or CR; blank lines
 * are skipped. Between two calls it keeps one unfinished row.
 */
export class RecordParser {
  private rest = "";
  private line = 1;
  private readonly plainEnd: RegExp;

  constructor(private readonly delimiter: "," | "\t") {
    this.plainEnd = new RegExp(`[${delimiter}\\r\\n]`, "g");
  }

  /** The rows that this text completes. */
  push(text: string): TextRecord[] {
    this.rest += text;
    return this.take(false);
  }

  /** The last row, when no line end came after it. */
  end(): TextRecord[] {
    const records = this.take(true);
    if (this.rest !== "") throw new TextTableError(`line ${this.line}: a quoted cell is never closed`);
    return records;
  }

  private take(last: boolean): TextRecord[] {
    const records: TextRecord[] = [];
    let at = 0;
    while (at < this.rest.length) {
      const record = this.readRecord(at, last);
      if (!record) break;
      if (record.cells.length > 1 || record.next - at > record.endLength) {
        records.push({ cells: record.cells, line: this.line });
      }
      this.line += record.lines;
      at = record.next;
    }
    this.rest = this.rest.slice(at);
    if (this.rest.length > longestRecord) {
      throw new TextTableError(`line ${this.line}: the row is longer than ${longestRecord} characters`);
    }
    return records;
  }

  /** The record that begins at `start`, or null when its end has not arrived. */
  private readRecord(start: number, last: boolean): FoundRecord | null {
    const text = this.rest;
    const cells: string[] = [];
    let at = start;
    let lines = 1;
    for (;;) {
      let cell = "";
      if (text[at] === '"') {
        const end = closingQuote(text, at + 1, last);
        if (end === -1) return null;
        const quoted = text.slice(at + 1, end);
        cell = quoted.includes('"') ? quoted.replaceAll('""', '"') : quoted;
        lines += countLines(quoted);
        at = end + 1;
      }
      this.plainEnd.lastIndex = at;
      const end = this.plainEnd.exec(text)?.index ?? -1;
      if (end === -1) {
        if (!last) return null;
        cells.push(cell + text.slice(at));
        return { cells, next: text.length, endLength: 0, lines };
      }
      cells.push(cell + text.slice(at, end));
      at = end + 1;
      if (text[end] === this.delimiter) continue;
      if (text[end] === "\r") {
        // Whether a line feed follows is known when it is here, or when nothing follows.
        if (at === text.length && !last) return null;
        if (text[at] === "\n") at += 1;
      }
      return { cells, next: at, endLength: at - end, lines };
    }
  }
}

interface FoundRecord {
  cells: string[];
  next: number;
  /** How many characters its line end has. */
  endLength: number;
  lines: number;
}

/** Where the quote that closes the cell is, or -1 when that cannot be known yet. */
function closingQuote(text: string, from: number, last: boolean): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === text.length - 1 && !last ? -1 : at;
}

function countLines(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}
