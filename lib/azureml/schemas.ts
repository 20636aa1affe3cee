import type { AnswerForm } from "./samples";
import type { ColumnType, GlobalParameter, Port, WebService } from "./web-service";

/** JSON Schemas of a web service's calls, for the editor's hints and for the documentation. Pure and browser-safe. */
export type JsonSchema = Record<string, Json>;
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Schema of the request body: the table form, or the swagger form, of the service's input. */
export function requestSchema({ input, parameters }: WebService): JsonSchema {
  return {
    type: "object",
    required: ["Inputs"],
    properties: {
      Inputs: {
        type: "object",
        required: [input.name],
        properties: { [input.name]: { oneOf: [tableSchema(input), rowObjectsSchema(input)] } },
        additionalProperties: false,
      },
      GlobalParameters: parametersSchema(parameters),
    },
  };
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

function parametersSchema(parameters: readonly GlobalParameter[]): JsonSchema {
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
export function responseSchema({ output }: WebService, form: AnswerForm): JsonSchema {
  const names = output.columns.map(({ name }) => name);
  const cell = { type: ["string", "null"] };
  const row = { type: "array", items: cell };
  const detailed = { ColumnNames: stringList(names), ColumnTypes: stringList(), Values: listOf(row) };
  const result =
    form === "swagger"
      ? listOf(objectOf(Object.fromEntries(names.map((name) => [name, cell]))))
      : objectOf({
          type: { const: "table" },
          value: objectOf(form === "detailed" ? detailed : { Values: listOf(row) }),
        });
  return objectOf({ Results: objectOf({ [output.name]: result }) });
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
export function jobSchema({ input, output, parameters }: WebService): JsonSchema {
  return {
    type: "object",
    properties: {
      Input: blobReferenceSchema,
      Inputs: { type: ["object", "null"], properties: { [input.name]: blobReferenceSchema } },
      Output: blobReferenceSchema,
      Outputs: { type: ["object", "null"], properties: { [output.name]: blobReferenceSchema } },
      GlobalParameters: parametersSchema(parameters),
    },
  };
}

/** Schema of a job's status: all three members are always present [doc]. */
export function jobStatusSchema({ output }: WebService): JsonSchema {
  return objectOf({
    StatusCode: { enum: ["NotStarted", "Running", "Failed", "Cancelled", "Finished"] },
    Results: { type: ["object", "null"], properties: { [output.name]: blobReferenceSchema } },
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
