import type { AnswerForm } from "./samples";
import { type ColumnType, type DescribedService, type Port, portsOf } from "./web-service";

/** JSON Schemas of a web service's calls, for the editor's hints and for the documentation. Pure and browser-safe. */
export type JsonSchema = Record<string, Json>;
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Schema of the request body: the table form, or the swagger form, of each of the service's inputs. */
export function requestSchema(service: DescribedService): JsonSchema {
  const { inputs } = portsOf(service);
  return {
    type: "object",
    required: ["Inputs"],
    properties: {
      Inputs: {
        type: "object",
        required: inputs.map(({ name }) => name),
        properties: named(inputs, (input) => ({ oneOf: [tableSchema(input), rowObjectsSchema(input)] })),
        additionalProperties: false,
      },
      GlobalParameters: parametersSchema(service.parameters),
    },
  };
}

function named(ports: readonly Port[], schema: (port: Port) => JsonSchema): Record<string, JsonSchema> {
  return Object.fromEntries(ports.map((port) => [port.name, schema(port)]));
}

function tableSchema({ columns }: Port): JsonSchema {
  return {
    title: "Table form",
    type: "object",
    required: ["ColumnNames", "Values"],
    properties: {
      ColumnNames: { type: "array", items: { enum: columns.map(({ name }) => name) } },
      Values: {
        type: "array",
        description: "One list per row, in the order of ColumnNames.",
        items: { type: "array", items: { type: ["string", "number", "boolean", "null"] } },
      },
    },
  };
}

function rowObjectsSchema({ columns }: Port): JsonSchema {
  return {
    title: "Swagger form",
    type: "array",
    items: {
      type: "object",
      properties: Object.fromEntries(columns.map(({ name, type }) => [name, requestCellSchema(type)])),
    },
  };
}

/** How a request may write a value: numbers also as text, a missing value as null [seen]. */
function requestCellSchema(type: ColumnType): JsonSchema {
  if (type === "String") return { type: ["string", "number", "boolean", "null"] };
  return { type: ["number", "string", "null"], description: `${type}, as a number or as text.` };
}

function parametersSchema(parameters: DescribedService["parameters"]): JsonSchema {
  const required = parameters.filter((parameter) => parameter.default === undefined);
  return {
    type: ["object", "null"],
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
    properties: Object.fromEntries(
      parameters.map(({ name, description, default: value }) => [
        name,
        { type: ["number", "string"], description, ...(value !== undefined && { default: value }) },
      ]),
    ),
    additionalProperties: false,
  };
}

/** Schema of the answer in one of its forms. Cells are strings even when they are numbers [seen]. */
export function responseSchema(service: DescribedService, form: AnswerForm): JsonSchema {
  const { outputs } = portsOf(service);
  return objectOf({ Results: objectOf(named(outputs, (output) => resultSchema(output, form))) });
}

function resultSchema({ columns }: Port, form: AnswerForm): JsonSchema {
  const names = columns.map(({ name }) => name);
  const cell = { type: ["string", "null"] };
  const row = { type: "array", items: cell };
  const detailed = { ColumnNames: stringList(names), ColumnTypes: stringList(), Values: listOf(row) };
  if (form === "swagger") return listOf(objectOf(Object.fromEntries(names.map((name) => [name, cell]))));
  const value = form === "detailed" ? detailed : { Values: listOf(row) };
  return objectOf({ type: { const: "table" }, value: objectOf(value) });
}

export const errorSchema: JsonSchema = objectOf({
  error: objectOf({
    code: { type: "string", description: "The class of the error." },
    message: { type: "string" },
    details: listOf({
      type: "object",
      required: ["code", "message"],
      properties: {
        code: { type: "string", description: "The case." },
        target: { type: "string", description: "The input or parameter that it is about." },
        message: { type: "string" },
      },
    }),
  }),
});

const blobReferenceSchema: JsonSchema = {
  type: "object",
  description: "A blob: a connection string and a location, or a base address, a location and a SAS token.",
  properties: {
    ConnectionString: { type: ["string", "null"] },
    RelativeLocation: { type: ["string", "null"], description: "container/blob.csv" },
    BaseLocation: { type: ["string", "null"] },
    SasBlobToken: { type: ["string", "null"] },
  },
};

/** Schema of the body that submits a batch job: Input or Inputs, not both [doc]. */
export function jobSchema(service: DescribedService): JsonSchema {
  const { inputs, outputs } = portsOf(service);
  const blobs = (ports: readonly Port[]) => named(ports, () => blobReferenceSchema);
  return {
    type: "object",
    properties: {
      Input: blobReferenceSchema,
      Inputs: { type: ["object", "null"], properties: blobs(inputs) },
      Output: blobReferenceSchema,
      Outputs: { type: ["object", "null"], properties: blobs(outputs) },
      GlobalParameters: parametersSchema(service.parameters),
    },
  };
}

/** Schema of a job's status: all three members are always present [doc]. */
export function jobStatusSchema(service: DescribedService): JsonSchema {
  const properties = named(portsOf(service).outputs, () => blobReferenceSchema);
  return objectOf({
    StatusCode: { enum: ["NotStarted", "Running", "Failed", "Cancelled", "Finished"] },
    Results: { type: ["object", "null"], properties },
    Details: { type: ["string", "null"] },
  });
}

function objectOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", required: Object.keys(properties), properties };
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

function stringList(allowed?: string[]): JsonSchema {
  return listOf(allowed ? { enum: allowed } : { type: "string" });
}
