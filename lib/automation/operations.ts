import { z } from "zod";
import type { RouteDocs } from "@/lib/http/route-docs";
import { scopeAllows } from "@/lib/tokens/permissions";
import {
  type ApiOperation,
  type ApiParameter,
  type DocumentedRoutes,
  type JsonSchema,
  type Method,
  methods,
} from "./schema";

/** Every operation of the JSON API, by path and method: read from what the routes themselves check by. */
export function listApiOperations(routes: DocumentedRoutes): ApiOperation[] {
  return Object.entries(routes)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([address, route]) =>
      methods.flatMap((method) => {
        const docs = route[method]?.docs;
        return docs ? [describeOperation(address, method, docs)] : [];
      }),
    );
}

function describeOperation(address: string, method: Method, docs: RouteDocs): ApiOperation {
  const path = address.replace(/\[(\w+)\]/g, "{$1}");
  const { status = 200, schema, types } = docs.answer;
  const isJson = status === 200 || status === 201;
  return {
    id: idOf(method, path),
    method,
    path,
    tag: path.split("/")[2] ?? "",
    summary: docs.summary,
    access: docs.access,
    token: docs.sessionOnly ? null : scopeAllows("read", method) ? "read" : "write",
    parameters: [
      ...pathParameters(path, docs.params),
      ...queryParameters(docs.query),
      ...(docs.versioned && method !== "GET" ? [ifMatch] : []),
    ],
    versioned: docs.versioned,
    body: docs.body ? jsonSchemaOf(docs.body, "input") : null,
    answer: {
      status,
      types: types ?? (isJson ? ["application/json"] : []),
      schema: schema ? jsonSchemaOf(schema, "output") : null,
    },
  };
}

const ifMatch: ApiParameter = {
  name: "If-Match",
  in: "header",
  required: false,
  schema: {
    type: "string",
    description:
      "An ETag of what is changed, as it was read: if it is another by now, nothing is changed, and the answer is 412.",
  },
};

/** `PUT /api/apis/{apiId}/operations` is `putApisByApiIdOperations`. */
function idOf(method: Method, path: string): string {
  const words = path
    .replace(/^\/api\//, "")
    .split("/")
    .map((part) => part.replace(/^\{(\w)(\w*)\}$/, (_, first: string, rest: string) => `by-${first}${rest}`))
    .flatMap((part) => part.split(/[^A-Za-z0-9]+/));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function pathParameters(path: string, schema: z.ZodType | undefined): ApiParameter[] {
  const known = schema ? propertiesOf(jsonSchemaOf(schema, "input")) : {};
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: known[name] ?? { type: "string" },
  }));
}

function queryParameters(schema: z.ZodType | undefined): ApiParameter[] {
  if (!schema) return [];
  const whole = jsonSchemaOf(schema, "input");
  const required = z.array(z.string()).catch([]).parse(whole.required);
  return Object.entries(propertiesOf(whole)).map(([name, one]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: one,
  }));
}

const properties = z.record(z.string(), z.record(z.string(), z.unknown())).catch({});

function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  return properties.parse(schema.properties);
}

/** What JSON Schema cannot say (a check that is a function) is left open: the route still makes it. */
function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema, $defs, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", cycles: "ref" });
  return z.record(z.string(), z.unknown()).parse(openCycles(rest));
}

/** What contains itself (any JSON value) is left open: a reference within the schema would not be one in the document. */
function openCycles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openCycles);
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value) return { description: "Any JSON value." };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, openCycles(inner)]));
}
