import { RecordParser } from "./parse-records";

/** The beginning of a job's result: its columns and first rows. */
export interface TableStart {
  columns: string[];
  rows: string[][];
  /** Whether there are more rows than these. */
  more: boolean;
}

type TableFormat = "csv" | "tsv" | "arff";

/** The formats that results are written in [doc], by the end of the blob's name; null for another. */
export function tableFormatOf(address: string): TableFormat | null {
  const [, end = ""] = /\.([a-z]+)$/i.exec(new URL(address).pathname) ?? [];
  const format = end.toLowerCase();
  return format === "csv" || format === "tsv" || format === "arff" ? format : null;
}

/**
 * Reads the first rows of a table in UTF-8, of which `more` may follow: a row that the cut went through is left out.
 * @throws TextTableError for what is no table.
 */
export function readTableStart(
  { bytes, more }: { bytes: Uint8Array; more: boolean },
  { format, mostRows }: { format: TableFormat; mostRows: number },
): TableStart {
  const text = new TextDecoder().decode(bytes);
  const { columns, rows } = format === "arff" ? readArff(text, more) : readDelimited(text, more, format);
  return { columns, rows: rows.slice(0, mostRows), more: more || rows.length > mostRows };
}

function readDelimited(text: string, more: boolean, format: "csv" | "tsv"): Omit<TableStart, "more"> {
  const parser = new RecordParser(format === "csv" ? "," : "\t");
  const records = parser.push(text);
  if (!more) records.push(...parser.end());
  const [columns = [], ...rows] = records.map(({ cells }) => cells);
  return { columns, rows };
}

/** Weka's format, as results have it: one attribute per line, then one row per line. */
function readArff(text: string, more: boolean): Omit<TableStart, "more"> {
  const lines = text.split(/\r?\n/);
  if (more) lines.pop();
  const data = lines.findIndex((line) => /^@data\b/i.test(line));
  const head = data === -1 ? lines : lines.slice(0, data);
  const rows = data === -1 ? [] : lines.slice(data + 1);
  return {
    columns: head.flatMap((line) => {
      const [, name = ""] = /^@attribute\s+(.*)$/i.exec(line) ?? [];
      return name === "" ? [] : [arffCells(name, /\s/)[0] ?? ""];
    }),
    rows: rows.filter((line) => line !== "").map((line) => arffCells(line, /,/)),
  };
}

const arffEscapes: Record<string, string> = { r: "\r", n: "\n", t: "\t" };

/** Texts stand between single quotes with a backslash's escapes; a bare `?` is a missing value. */
function arffCells(line: string, delimiter: RegExp): string[] {
  const cells: string[] = [];
  const cell = new RegExp(`'((?:[^'\\\\]|\\\\.)*)'|((?:(?!${delimiter.source}).)*)`, "y");
  for (let at = 0; at <= line.length; at = cell.lastIndex + 1) {
    cell.lastIndex = at;
    const [, quoted, bare = ""] = cell.exec(line) ?? [];
    if (quoted === undefined) cells.push(bare === "?" ? "" : bare);
    else cells.push(quoted.replace(/\\(.)/g, (_, character: string) => arffEscapes[character] ?? character));
  }
  return cells;
}
