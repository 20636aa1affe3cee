import type { Cell, SwaggerInput, TableInput } from "./contract";
import { type DescribedService, type Port, portsOf } from "./web-service";

/** The bodies of a web service's calls, made from its sample rows. Pure and browser-safe. */

/** Table form of the request [doc]. */
export function sampleTableRequest(service: DescribedService) {
  const table = ({ columns, sampleRows }: Port): TableInput => ({
    ColumnNames: columns.map(({ name }) => name),
    Values: sampleRows,
  });
  return { Inputs: byName(portsOf(service).inputs, table), GlobalParameters: sampleParameters(service) };
}

/** Swagger form of the request [seen]. */
export function sampleSwaggerRequest(service: DescribedService) {
  const rows = (input: Port): SwaggerInput => rowObjects(input, input.sampleRows);
  return { Inputs: byName(portsOf(service).inputs, rows), GlobalParameters: sampleParameters(service) };
}

export type AnswerForm = "detailed" | "values" | "swagger";

/** What the web service answers to its sample request, in one of the three forms. */
export function sampleResponse(service: DescribedService, form: AnswerForm) {
  const { outputs } = portsOf(service);
  return { Results: byName(outputs, (output) => formatResult(output, output.sampleRows, form)) };
}

/** The answer's three forms: [doc] with details, [seen] without them and with format=swagger. */
export function formatResults(output: Port, rows: (string | null)[][], form: AnswerForm) {
  return { Results: { [output.name]: formatResult(output, rows, form) } };
}

function formatResult(output: Port, rows: (string | null)[][], form: AnswerForm) {
  if (form === "swagger") return rowObjects(output, rows);
  const names = {
    ColumnNames: output.columns.map(({ name }) => name),
    ColumnTypes: output.columns.map(({ type }) => type),
  };
  return { type: "table", value: { ...(form === "detailed" && names), Values: rows } };
}

function byName<Value>(ports: readonly Port[], value: (port: Port) => Value): Record<string, Value> {
  return Object.fromEntries(ports.map((port) => [port.name, value(port)]));
}

function rowObjects<Value extends Cell>({ columns }: Port, rows: readonly (readonly Value[])[]) {
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null] as const)),
  );
}

function sampleParameters({ parameters }: DescribedService): Record<string, string> {
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
