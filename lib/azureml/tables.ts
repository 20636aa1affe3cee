/** AzureML's tables in a browser: found in an answer, written as CSV, read from what was pasted. No dependency. */

export type TableCell = string | number | boolean | null;

export interface ResultTable {
  name: string;
  columns: string[];
  /** .NET type names, one per column, where the answer told them. */
  types?: string[];
  rows: TableCell[][];
}

/**
 * The tables in an answer of a web service, in all its forms: `{type, value: {ColumnNames?, ColumnTypes?, Values}}`
 * and a list of row objects, under `Results`. Columns without a name are called `Column 1`, `Column 2`, ...
 * Anything else gives no table. The cost grows linearly with the size of the answer.
 */
export function findTables(answer: unknown): ResultTable[] {
  if (!isObject(answer) || !isObject(answer.Results)) return [];
  return Object.entries(answer.Results).flatMap(([name, result]) => {
    const table = Array.isArray(result) ? fromRowObjects(result) : fromTableValue(result);
    return table ? [{ name, ...table }] : [];
  });
}

function fromTableValue(result: unknown): Omit<ResultTable, "name"> | null {
  if (!isObject(result) || !isObject(result.value) || !Array.isArray(result.value.Values)) return null;
  const { ColumnNames, ColumnTypes, Values } = result.value;
  if (!Values.every((row): row is unknown[] => Array.isArray(row))) return null;
  const names = isStringList(ColumnNames) ? ColumnNames : [];
  const width = Values.reduce((widest, row) => Math.max(widest, row.length), names.length);
  const columns = Array.from({ length: width }, (_, index) => names[index] ?? `Column ${index + 1}`);
  const types = isStringList(ColumnTypes) && ColumnTypes.length === width ? { types: ColumnTypes } : {};
  return { columns, ...types, rows: Values.map((row) => row.map(toCell)) };
}

function fromRowObjects(result: unknown[]): Omit<ResultTable, "name"> | null {
  if (!result.every(isObject)) return null;
  const columns = [...new Set(result.flatMap((row) => Object.keys(row)))];
  const cellsPresent = result.reduce<number>((sum, row) => sum + Object.keys(row).length, 0);
  // Rows that share no keys are not a table, and laid out as one they would grow with the square of the answer.
  if (columns.length * result.length > 4 * cellsPresent + 1000) return null;
  const rows = result.map((row) =>
    columns.map((column) => (Object.hasOwn(row, column) ? toCell(row[column]) : null)),
  );
  return { columns, rows };
}

function toCell(value: unknown): TableCell {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return JSON.stringify(value);
}

/** A refusal of a web service: its class and the cases, as the page lists them. */
export interface ServiceError {
  code: string;
  message: string;
  details: { code: string; target?: string; message: string }[];
}

/** The `error` of a web service's answer, or null when the answer is none. Members of other types read as empty. */
export function findServiceError(answer: unknown): ServiceError | null {
  if (!isObject(answer) || !isObject(answer.error) || typeof answer.error.code !== "string") return null;
  const { code, message, details } = answer.error;
  return {
    code,
    message: textOf(message),
    details: (Array.isArray(details) ? details : []).filter(isObject).map((detail) => ({
      code: textOf(detail.code),
      ...(typeof detail.target === "string" && { target: detail.target }),
      message: textOf(detail.message),
    })),
  };
}

/** The table as RFC 4180 CSV with a header row. A cell that a spreadsheet would run as a formula gets a `'` in front. */
export function tableToCsv({ columns, rows }: Pick<ResultTable, "columns" | "rows">): string {
  return [columns, ...rows].map((row) => `${csvRecord(row)}\r\n`).join("");
}

/** One RFC 4180 record without its line end. */
export function csvRecord(row: readonly TableCell[]): string {
  const record = row.map(csvCell).join(",");
  // A record of one empty cell would be a blank line, which readers skip.
  return record === "" ? '""' : record;
}

const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const needsQuotes = /[",\r\n]|^\s|\s$/;

function csvCell(cell: TableCell): string {
  if (cell === null) return "";
  const text = String(cell);
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A web service's input as it is sent: `ColumnNames` and one list per row. */
export interface PastedTable {
  ColumnNames: string[];
  Values: string[][];
}

/**
 * Reads rows pasted from a spreadsheet (tabs) or a CSV (commas or semicolons), quoted cells included.
 * With known `columns`, a first row that names only those is taken as the header, else every row is data in the order
 * of `columns`; without them, the first row is the header. Rows keep their length, so that the web service can say
 * which one is wrong.
 */
export function pastedTable(text: string, columns?: readonly string[]): PastedTable {
  const records = readRecords(text.replace(/^\uFEFF/, ""));
  const header = (records[0] ?? []).map((cell) => cell.trim());
  const known = new Set(columns);
  const hasHeader = !columns || (header.length > 0 && header.every((cell) => known.has(cell)));
  return hasHeader
    ? { ColumnNames: header, Values: records.slice(1) }
    : { ColumnNames: [...columns], Values: records };
}

function readRecords(text: string): string[][] {
  const delimiter = findDelimiter(text);
  const plainEnd = new RegExp(`[${delimiter}\\r\\n]|$`, "g");
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length || record.length > 0) {
    let cell = "";
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    plainEnd.lastIndex = at;
    const end = plainEnd.exec(text)?.index ?? text.length;
    record.push(cell + text.slice(at, end));
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (text[end] === "\r" && text[end + 1] === "\n") at += 1;
    records.push(record);
    record = [];
  }
  return records;
}

/** Where the quote that ends the cell is, or the end of the text when it is missing. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
}

/** The delimiter that the first record uses most outside quotes; a tab wins, because spreadsheets paste tabs. */
function findDelimiter(text: string): "\t" | "," | ";" {
  const seen = { ",": 0, ";": 0 };
  let quoted = false;
  let cellStarts = true;
  for (const character of text) {
    if (character === '"' && (quoted || cellStarts)) quoted = !quoted;
    cellStarts = character === "," || character === ";";
    if (quoted) continue;
    if (character === "\t") return "\t";
    if (character === "\n" || character === "\r") break;
    if (character === "," || character === ";") seen[character] += 1;
  }
  return seen[";"] > seen[","] ? ";" : ",";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
