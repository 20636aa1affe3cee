import type { OperationInput, Parameter } from "@/lib/catalogue/operation-schema";
import type { JsonObject } from "@/lib/catalogue/text-schema";
import { parseUrlTemplate } from "@/lib/catalogue/url-template";
import type { ExportableApi } from "./export";

/** An API as a Postman collection, format 2.1: what varies in paths are variables, the key one of the collection's. */
export function exportPostman(api: ExportableApi): JsonObject {
  const key = { key: "value", value: "{{subscriptionKey}}", type: "string" };
  return {
    info: {
      name: api.name,
      ...(api.description !== "" && { description: api.description }),
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    ...(api.requiresSubscription && {
      auth: {
        type: "apikey",
        apikey: [
          { key: "key", value: api.keyHeader, type: "string" },
          key,
          { key: "in", value: "header", type: "string" },
        ],
      },
    }),
    variable: [
      { key: "baseUrl", value: api.baseUrl, type: "string" },
      ...(api.requiresSubscription ? [{ key: "subscriptionKey", value: "", type: "string" }] : []),
    ],
    item: api.operations.map(exportItem),
  };
}

function exportItem(operation: OperationInput): JsonObject {
  const { displayName, description, method, parameters, request } = operation;
  const [body] = request?.representations ?? [];
  const headers = parameters.filter((one) => one.in === "header");
  return {
    name: displayName,
    request: {
      method,
      ...(description !== "" && { description }),
      header: [
        ...(body ? [{ key: "Content-Type", value: body.contentType }] : []),
        ...headers.map((one) => ({
          key: one.name,
          value: one.default ?? "",
          disabled: !one.required,
          ...described(one),
        })),
      ],
      url: exportUrl(operation),
      ...(body && {
        body: {
          mode: "raw",
          raw: body.sample ?? "",
          options: { raw: { language: languageOf(body.contentType) } },
        },
      }),
    },
    response: [],
  };
}

function exportUrl({ urlTemplate, parameters }: OperationInput): JsonObject {
  const parsed = parseUrlTemplate(urlTemplate);
  const [way = ""] = urlTemplate.split("?");
  const path = way.slice(1).replace(/\{([^}]*)\}/g, ":$1");
  const inTemplate = parsed.ok ? parsed.template.query : [];
  const named = new Set(inTemplate.map(({ parameter }) => parameter?.toLowerCase()));
  const find = (name: string | null) =>
    parameters.find((one) => one.name.toLowerCase() === name?.toLowerCase());
  const query: { key: string; value: string; disabled?: boolean }[] = [
    ...inTemplate.map(({ key, literal, parameter }) => ({
      key,
      value: literal ?? find(parameter)?.default ?? "",
    })),
    ...parameters
      .filter((one) => one.in === "query" && !named.has(one.name.toLowerCase()))
      .map((one) => ({ key: one.name, value: one.default ?? "", disabled: !one.required })),
  ];
  const search = query.filter(({ disabled }) => disabled !== true).map(({ key, value }) => `${key}=${value}`);
  return {
    raw: `{{baseUrl}}/${path}${search.length > 0 ? `?${search.join("&")}` : ""}`,
    host: ["{{baseUrl}}"],
    path: path.split("/"),
    ...(query.length > 0 && { query }),
    variable: parameters
      .filter((one) => one.in === "path")
      .map((one) => ({ key: one.name, value: one.default ?? "", ...described(one) })),
  };
}

function described({ description }: Parameter): JsonObject {
  return description === undefined ? {} : { description };
}

function languageOf(contentType: string): string {
  if (/json/i.test(contentType)) return "json";
  return /xml/i.test(contentType) ? "xml" : "text";
}
