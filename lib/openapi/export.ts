import { dump } from "js-yaml";
import { readableJson } from "@/lib/azureml/samples";
import type {
  OperationInput,
  OperationResponse,
  Parameter,
  Representation,
} from "@/lib/catalogue/operation-schema";
import { isJsonType } from "@/lib/catalogue/operation-schema";
import type { JsonObject } from "@/lib/catalogue/text-schema";
import { parseUrlTemplate, type UrlTemplate } from "@/lib/catalogue/url-template";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { exportSchemas } from "./export-schemas";
import { extensions } from "./extensions";
import { isObject } from "./place";

/** What is exported of an API: what its callers may know. */
export interface ExportableApi {
  name: string;
  summary: string;
  description: string;
  tags: string[];
  /** The API's address at the gateway. */
  baseUrl: string;
  requiresSubscription: boolean;
  keyHeader: string;
  keyQuery: string;
  /** What an import sets beyond what OpenAPI has words for. */
  settings: JsonObject;
  operations: readonly (OperationInput & { slug: string })[];
}

/** An API as an OpenAPI 3.1 document, from which `importOpenApi` makes the same operations again. */
export function exportOpenApi(api: ExportableApi): JsonObject {
  const paths: Paths = { items: new Map(), keys: new Map() };
  for (const operation of api.operations) {
    const parsed = parseUrlTemplate(operation.urlTemplate);
    if (parsed.ok) addOperation(paths, operation, parsed.template);
  }
  keepOrder(paths, api.operations);
  const document: JsonObject = {
    openapi: "3.1.0",
    info: {
      title: api.name,
      ...(api.summary !== "" && { summary: api.summary }),
      ...(api.description !== "" && { description: api.description }),
      version: "1",
    },
    servers: [{ url: api.baseUrl }],
    ...(api.tags.length > 0 && { tags: api.tags.map((name) => ({ name })) }),
    ...(api.requiresSubscription && { security: [{ keyInHeader: [] }, { keyInQuery: [] }] }),
    paths: Object.fromEntries([...paths.items].map(([path, { item }]) => [path, item])),
    components: {
      ...(api.requiresSubscription && {
        securitySchemes: {
          keyInHeader: { type: "apiKey", in: "header", name: api.keyHeader },
          keyInQuery: { type: "apiKey", in: "query", name: api.keyQuery },
        },
      }),
    },
    [extensions.api]: api.settings,
  };
  return exportSchemas(document);
}

/** The same as YAML, long texts as blocks. */
export function toYaml(document: JsonObject): string {
  return dump(document, { noRefs: true, lineWidth: 110 });
}

interface Paths {
  items: Map<string, { template: UrlTemplate; item: JsonObject }>;
  /** Paths that differ in nothing but what their parameters are called are one to OpenAPI. */
  keys: Map<string, string>;
}

function addOperation(
  paths: Paths,
  operation: ExportableApi["operations"][number],
  template: UrlTemplate,
): void {
  const method = operation.method.toLowerCase();
  const [path = "/"] = operation.urlTemplate.split("?");
  const alike = path.replace(/\{[^}]*\}/g, "{}");
  let key = paths.keys.get(alike) ?? path;
  // Two operations on one path and verb are told apart by their queries, for which OpenAPI has no words.
  for (let number = 2; paths.items.get(key)?.item[method] !== undefined; number += 1) {
    const query = operation.urlTemplate.slice(path.length + 1).replace(/\{[^}]*\}/g, "");
    key = number === 2 ? `${path}?${query}` : `${path}?${query}&${number}`;
  }
  const entry = paths.items.get(key) ?? { template, item: {} };
  paths.items.set(key, entry);
  if (key === path) paths.keys.set(alike, key);
  entry.item[method] = exportOperation(operation, template, entry.template, key);
}

/** Says which operation comes where, when that is not how they stand in the document. */
function keepOrder({ items }: Paths, operations: ExportableApi["operations"]): void {
  const written = [...items.values()].flatMap(({ item }) => Object.values(item)).filter(isObject);
  const position = new Map(operations.map(({ slug }, index) => [slug, index]));
  const places = written.map(({ operationId }) => position.get(String(operationId)) ?? 0);
  if (places.every((place, index) => place === index)) return;
  for (const [index, operation] of written.entries()) operation[extensions.position] = places[index] ?? index;
}

function exportOperation(
  operation: ExportableApi["operations"][number],
  template: UrlTemplate,
  pathTemplate: UrlTemplate,
  key: string,
): JsonObject {
  const { displayName, description, request, responses, slug, urlTemplate } = operation;
  const parameters = exportParameters(operation.parameters, template, pathTemplate);
  // Without the template a required one would be taken into it.
  const hasQuery = operation.parameters.some((parameter) => parameter.in === "query");
  return {
    operationId: slug,
    summary: displayName,
    ...(description !== "" && { description }),
    ...((urlTemplate !== key || hasQuery) && { [extensions.urlTemplate]: urlTemplate }),
    ...(parameters.length > 0 && { parameters }),
    ...(request !== null && {
      requestBody: {
        ...(request.description !== undefined && { description: request.description }),
        ...(request.required !== undefined && { required: request.required }),
        content: exportContent(request.representations),
      },
    }),
    responses: exportResponses(responses),
    ...(!isAscending(responses) && { [extensions.responses]: responses.map(({ status }) => status) }),
  };
}

function exportParameters(
  parameters: readonly Parameter[],
  template: UrlTemplate,
  pathTemplate: UrlTemplate,
): JsonObject[] {
  const pathNames = template.parameters.filter((one) => one.in === "path").map(({ name }) => name);
  const keys = pathTemplate.parameters.filter((one) => one.in === "path").map(({ name }) => name);
  const fixed = template.query.flatMap(({ key, literal }): JsonObject[] => {
    if (literal === null) return [];
    const schema = { type: "string", enum: [literal], default: literal };
    return [{ name: decoded(key), in: "query", required: true, schema, [extensions.fixed]: true }];
  });
  const described = parameters.map((parameter) => {
    const { name } = parameter;
    const query = template.query.find((one) => one.parameter?.toLowerCase() === name.toLowerCase());
    const inUrl =
      parameter.in === "path"
        ? (keys[pathNames.findIndex((one) => one.toLowerCase() === name.toLowerCase())] ?? name)
        : parameter.in === "query" && query
          ? decoded(query.key)
          : name;
    return exportParameter(parameter, inUrl);
  });
  return [...described, ...fixed];
}

function exportParameter(parameter: Parameter, inUrl: string): JsonObject {
  const { name, in: where, type, required, description, default: preset, enum: allowed } = parameter;
  return {
    name: inUrl,
    in: where,
    ...(required && { required }),
    ...(description !== undefined && { description }),
    schema: {
      type,
      ...(preset !== undefined && { default: typed(preset, type) }),
      ...(allowed !== undefined && { enum: allowed.map((value) => typed(value, type)) }),
    },
    ...(inUrl !== name && { [extensions.name]: name }),
  };
}

/** A value of the parameter's type, where it is written in the one way that comes back the same. */
function typed(value: string, type: Parameter["type"]): string | number | boolean {
  if (type === "boolean" && (value === "true" || value === "false")) return value === "true";
  if ((type === "integer" || type === "number") && JSON.stringify(Number(value)) === value)
    return Number(value);
  return value;
}

function exportContent(representations: readonly Representation[]): JsonObject {
  return Object.fromEntries(
    representations.map(({ contentType, sample, schema }) => [
      contentType,
      { ...(schema !== undefined && { schema }), ...exportSample(contentType, sample) },
    ]),
  );
}

function exportSample(contentType: string, sample: string | undefined): JsonObject {
  if (sample === undefined) return {};
  if (!isJsonType(contentType)) return { example: sample };
  try {
    const example: JsonObject[string] = JSON.parse(sample);
    const comesBack = typeof example !== "string" && readableJson(example) === sample;
    return { example, ...(!comesBack && { [extensions.sample]: sample }) };
  } catch {
    // A stored sample of JSON is JSON; from before that was checked it is at least a text.
    return { example: sample };
  }
}

function isAscending(responses: readonly OperationResponse[]): boolean {
  return responses.every(({ status }, index) => status > (responses[index - 1]?.status ?? 0));
}

/** OpenAPI wants at least one. */
function exportResponses(responses: readonly OperationResponse[]): JsonObject {
  if (responses.length === 0) return { default: { description: text.notDescribed } };
  return Object.fromEntries(
    responses.map(({ status, description, representations }) => [
      String(status),
      { description, ...(representations.length > 0 && { content: exportContent(representations) }) },
    ]),
  );
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** Whether a document's answer stands for none, as `exportOpenApi` writes it. */
export function isNoResponse(status: string, response: unknown): boolean {
  return status === "default" && isObject(response) && response.description === text.notDescribed;
}
