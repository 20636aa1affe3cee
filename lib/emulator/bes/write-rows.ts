import type { Column, Port } from "@/lib/azureml/web-service";

type OutputCell = string | null;

/** How a result is written: what comes before its rows, and each row with its line end. */
export interface OutputFormat {
  contentType: string;
  head(output: Port): string;
  row(cells: readonly OutputCell[], output: Port): string;
}

/** The format that a blob's name asks for, or null when results cannot be written so [doc]. */
export function outputFormatOf(blob: string): OutputFormat | null {
  const [, extension = ""] = /\.([a-z]+)$/i.exec(blob) ?? [];
  switch (extension.toLowerCase()) {
    case "csv":
      return csv;
    case "tsv":
      return tsv;
    case "arff":
      return arff;
    default:
      return null;
  }
}

const csv = delimited(",", /[",\r\n]/, "text/csv");
const tsv = delimited("\t", /["\t\r\n]/, "text/tab-separated-values");

/** A header row and one record per row; RFC 4180's quoting in both. A missing value is an empty cell. */
function delimited(delimiter: string, needsQuotes: RegExp, type: string): OutputFormat {
  const cell = (text: OutputCell) =>
    text !== null && needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : (text ?? "");
  const record = (cells: readonly OutputCell[]) => {
    const line = cells.map(cell).join(delimiter);
    // A record of one empty cell would be a blank line, which readers skip.
    return `${line === "" ? '""' : line}\r\n`;
  };
  return {
    contentType: `${type}; charset=utf-8`,
    head: ({ columns }) => record(columns.map(({ name }) => name)),
    row: record,
  };
}

/** Weka's format: texts quoted, numbers bare, a missing value `?`. */
const arff: OutputFormat = {
  contentType: "text/plain; charset=utf-8",
  head: ({ name, columns }) =>
    `@RELATION ${arffText(name)}\n\n${columns.map(arffAttribute).join("")}\n@DATA\n`,
  row: (cells, { columns }) => `${cells.map((cell, at) => arffCell(cell, columns[at])).join(",")}\n`,
};

function arffAttribute({ name, type }: Column): string {
  return `@ATTRIBUTE ${arffText(name)} ${type === "String" ? "STRING" : "NUMERIC"}\n`;
}

function arffCell(cell: OutputCell, column: Column | undefined): string {
  if (cell === null) return "?";
  return column?.type === "String" ? arffText(cell) : cell;
}

const arffEscapes: Record<string, string> = { "\r": "\\r", "\n": "\\n", "\t": "\\t" };

function arffText(text: string): string {
  return `'${text.replace(/['\\\r\n\t]/g, (character) => arffEscapes[character] ?? `\\${character}`)}'`;
}
