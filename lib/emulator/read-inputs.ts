import type { Cell, RrsRequest, SwaggerInput, TableInput } from "@/lib/azureml/contract";
import type { ErrorCase } from "@/lib/azureml/error-table";
import type { Column, GlobalParameter, Port, WebService } from "@/lib/azureml/web-service";
import { clip, refuse } from "./errors";
import type { InputRow } from "./services";

/**
 * The rows of the request's input, in the order of the service's columns. Throws the documented refusal for an input
 * that is missing, misnamed, or does not fit the columns.
 */
export function readInput(request: RrsRequest, { input }: WebService): InputRow[] {
  const given = Object.entries(request.Inputs ?? {});
  const strangers = given.map(([name]) => name).filter((name) => name !== input.name);
  if (strangers.length > 0) throw refuse({ code: "InvalidInputNames", values: [clip(strangers.join(", "))] });
  const value = given[0]?.[1];
  if (!value) throw refuse({ code: "MissingRequestInput" });
  return Array.isArray(value) ? readRowObjects(value, input) : readTable(value, input);
}

function readTable({ ColumnNames, Values }: TableInput, input: Port): InputRow[] {
  requireColumns(ColumnNames, input);
  const positions = input.columns.map(({ name }) => ColumnNames.indexOf(name));
  return Values.map((row, index) => {
    if (row.length !== ColumnNames.length) {
      const count = `row ${index + 1} has ${row.length} values for ${ColumnNames.length} columns`;
      throw parseError(input, count);
    }
    return input.columns.map((column, at) => readCell(row[positions[at] ?? -1], { column, index, input }));
  });
}

function readRowObjects(rows: SwaggerInput, input: Port): InputRow[] {
  return rows.map((row, index) => {
    requireColumns(Object.keys(row), input);
    return input.columns.map((column) => readCell(row[column.name], { column, index, input }));
  });
}

/** The columns may come in any order, but must be the service's: none missing, none more, none twice. */
export function requireColumns(names: readonly string[], input: Port): void {
  const complete =
    names.length === input.columns.length && input.columns.every(({ name }) => names.includes(name));
  if (!complete) throw refuse({ code: "InputMismatchError", target: input.name });
}

interface CellPlace {
  column: Column;
  index: number;
  input: Port;
}

export function readCell(
  cell: Cell | undefined,
  { column, index, input }: CellPlace,
): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (column.type === "String") return String(cell);
  if (cell === "") return null;
  const number = readNumber(cell, column.type);
  if (number !== null) return number;
  const text = clip(JSON.stringify(cell));
  throw parseError(input, `row ${index + 1}, column "${column.name}": ${text} is not a ${column.type}`);
}

function parseError(input: Port, detail: string): Error {
  return refuse({ code: "InputParseError", target: input.name, values: [detail] });
}

/** The web service parameters' values. Absent, null and empty GlobalParameters are the same [seen]. */
export function readParameters(
  request: Pick<RrsRequest, "GlobalParameters">,
  { parameters }: WebService,
): Record<string, number> {
  const given = new Map(Object.entries(request.GlobalParameters ?? {}));
  const known = new Set(parameters.map(({ name }) => name));
  refuseAny([...given.keys()].filter((name) => !known.has(name)).map(caseOf("UnexpectedParameter")));
  const read = parameters.map((parameter) => ({
    parameter,
    value: given.get(parameter.name) ?? parameter.default ?? null,
  }));
  const missing = read.filter(({ value }) => value === null);
  refuseAny(missing.map(({ parameter }) => caseOf("MissingRequiredGlobalParameters")(parameter.name)));
  return Object.fromEntries(
    read.map(({ parameter, value }) => [parameter.name, readParameter(value, parameter)]),
  );
}

function readParameter(value: Cell, { name, type, minimum, maximum }: GlobalParameter): number {
  const number = readNumber(value, type);
  if (number === null || number < minimum || number > maximum) {
    throw refuse({ code: "BadParameterValue", target: name });
  }
  return number;
}

/** The parameter's name is the detail's target [seen]. */
function caseOf(code: "UnexpectedParameter" | "MissingRequiredGlobalParameters") {
  return (name: string): ErrorCase => ({ code, target: clip(name) });
}

function refuseAny(cases: readonly ErrorCase[]): void {
  const [first, ...others] = cases;
  if (first) throw refuse(first, ...others.slice(0, 9));
}

const decimalNumber = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

function readNumber(cell: Cell, type: GlobalParameter["type"]): number | null {
  if (typeof cell === "string" && !decimalNumber.test(cell)) return null;
  if (typeof cell !== "string" && typeof cell !== "number") return null;
  const number = Number(cell);
  if (!Number.isFinite(number)) return null;
  if (type === "Int32" && (!Number.isInteger(number) || Math.abs(number) >= 2 ** 31)) return null;
  return number;
}
