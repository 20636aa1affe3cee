import { z } from "zod";
import type { ColumnType, Port, ServiceContract } from "./web-service";

/** A classic web service's swagger.json, read into what its operations are made of. [seen] */

type Json = Record<string, unknown>;
const object = z.record(z.string(), z.unknown());
const swagger = z.object({ info: object.optional(), definitions: object });

/** Null when the document is not a classic web service's. */
export function readClassicSwagger(document: unknown): ServiceContract | null {
  const parsed = swagger.safeParse(document);
  if (!parsed.success) return null;
  const { definitions, info = {} } = parsed.data;
  const inputs = definitionOf(definitions.ExecutionInputs);
  const outputs = definitionOf(definitions.ExecutionOutputs);
  if (inputs === null || outputs === null) return null;
  const request = definitionOf(definitions.ExecutionRequest)?.example;
  const response = definitionOf(definitions.ExecutionResponse)?.example;
  return {
    name: typeof info.title === "string" ? info.title : "",
    description: typeof info.description === "string" ? info.description : "",
    inputs: ports(inputs, definitions, memberOf(request, "Inputs")),
    outputs: ports(outputs, definitions, memberOf(response, "Results")),
    parameters: parameters(definitionOf(definitions.GlobalParameters), memberOf(request, "GlobalParameters")),
  };
}

function definitionOf(value: unknown): Json | null {
  return object.safeParse(value).data ?? null;
}

function memberOf(value: unknown, name: string): Json {
  return definitionOf(definitionOf(value)?.[name]) ?? {};
}

/** `{ input1: { type: "array", items: { $ref: "#/definitions/input1Item" } } }` */
function ports(definition: Json, definitions: Json, examples: Json): Port[] {
  return Object.entries(memberOf(definition, "properties")).map(([name, schema]) => {
    const items = followed(definitionOf(followed(schema, definitions))?.items, definitions);
    const properties = Object.entries(memberOf(items, "properties"));
    const columns = properties.map(([column, type]) => ({
      name: column,
      type: columnType(definitionOf(type) ?? {}),
    }));
    const rows = z.array(object).safeParse(examples[name]).data ?? [];
    const sampleRows = rows.map((row) => columns.map((column) => written(row[column.name])));
    const placeholders = columns.map(({ type }) => (type === "String" ? "" : "0"));
    return { name, columns, sampleRows: sampleRows.length > 0 ? sampleRows : [placeholders] };
  });
}

function followed(value: unknown, definitions: Json): unknown {
  const reference = definitionOf(value)?.$ref;
  if (typeof reference !== "string") return value;
  return definitions[reference.replace(/^#\/definitions\//, "")];
}

/** Answers carry every cell as a string; the emulator's tell the type beside it [ours]. */
function columnType({ type, description }: Json): ColumnType {
  const told = (["String", "Double", "Int32"] as const).find((one) => one === description);
  if (told) return told;
  if (type === "integer") return "Int32";
  return type === "number" ? "Double" : "String";
}

function parameters(definition: Json | null, examples: Json): ServiceContract["parameters"] {
  return Object.entries(memberOf({ definition }, "definition").properties ?? {}).map(([name, value]) => {
    const schema = definitionOf(value) ?? {};
    const preset = schema.default === undefined ? undefined : written(schema.default);
    return {
      name,
      description: typeof schema.description === "string" ? schema.description : "",
      ...(preset !== undefined && { default: preset }),
      sample: written(examples[name] ?? preset ?? (schema.type === "string" ? "" : "1")),
    };
  });
}

function written(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
