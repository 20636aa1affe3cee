import type { Cell, SwaggerInput, TableInput } from "./contract";
import type { Port, WebService } from "./web-service";

/** The bodies of a web service's calls, made from its sample rows. Pure and browser-safe. */

/** Table form of the request [doc]. */
export function sampleTableRequest({ input, parameters }: WebService) {
  const table: TableInput = {
    ColumnNames: input.columns.map(({ name }) => name),
    Values: input.sampleRows,
  };
  return { Inputs: { [input.name]: table }, GlobalParameters: sampleParameters(parameters) };
}

/** Swagger form of the request [seen]. */
export function sampleSwaggerRequest({ input, parameters }: WebService) {
  const rows: SwaggerInput = rowObjects(input, input.sampleRows);
  return { Inputs: { [input.name]: rows }, GlobalParameters: sampleParameters(parameters) };
}

export type AnswerForm = "detailed" | "values" | "swagger";

/** What the web service answers to its sample request, in one of the three forms. */
export function sampleResponse({ output }: WebService, form: AnswerForm) {
  return formatResults(output, output.sampleRows, form);
}

/** The answer's three forms: [doc] with details, [seen] without them and with format=swagger. */
export function formatResults(output: Port, rows: (string | null)[][], form: AnswerForm) {
  if (form === "swagger") return { Results: { [output.name]: rowObjects(output, rows) } };
  const names = {
    ColumnNames: output.columns.map(({ name }) => name),
    ColumnTypes: output.columns.map(({ type }) => type),
  };
  const value = { ...(form === "detailed" && names), Values: rows };
  return { Results: { [output.name]: { type: "table", value } } };
}

function rowObjects<Value extends Cell>({ columns }: Port, rows: readonly (readonly Value[])[]) {
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null] as const)),
  );
}

function sampleParameters(parameters: WebService["parameters"]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, sample }) => [name, sample]));
}

/** JSON for reading: indented, but a list of plain values stays on one line, as a table's row should. */
export function readableJson(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const flat = value.every((item) => typeof item !== "object" || item === null);
    if (flat) return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    return `[\n${value.map((item) => inner + readableJson(item, inner)).join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value);
  if (members.length === 0) return "{}";
  const lines = members.map(
    ([name, item]) => `${inner}${JSON.stringify(name)}: ${readableJson(item, inner)}`,
  );
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
