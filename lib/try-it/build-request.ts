import type { Parameter } from "@/lib/catalogue/schema";
import { parseUrlTemplate, type UrlTemplate } from "@/lib/catalogue/url-template";
import { requestMessages as text } from "@/lib/messages/en/try-it-request";
import { headerNameProblem, headerValueProblem, isSingle } from "./header-rules";
import { type CallableOperation, operationParameters, parameterKey, wildcardName } from "./parameters";
import { encodeValue, encodeWildcard, escapeLiteral, pathProblem, valueProblem } from "./url-encoding";

/** Pure, and the same in the browser and in the route: what the console shows is what is sent. */

export type HeaderPair = readonly [name: string, value: string];

/** Longer bodies are for code, not for a page. */
export const longestBodyMb = 10;

export interface RequestValues {
  /** By `parameterKey`. */
  parameters: Readonly<Record<string, string>>;
  /** The rows that were added; one with an empty name and value counts as none. */
  headers: readonly HeaderPair[];
  /** Sent with a body, unless a row says otherwise. */
  contentType: string | null;
  /** Empty means none. */
  body: string | Uint8Array;
}

export interface BuiltRequest {
  method: string;
  /** Path and query below the API's base, percent-encoded as sent. What has no value yet keeps its braces. */
  path: string;
  /** In the order in which they are sent; the subscription key's only where a row has it. */
  headers: HeaderPair[];
  body: string | Uint8Array | null;
}

/** Where it is wrong (`parameters.path:workspace`, `headers.0.name`, `body`), and what to do about it. */
export interface RequestProblem {
  field: string;
  message: string;
}

/** The request as it would be sent, and what stands in the way; without problems it may be sent. */
export function buildRequest(
  operation: CallableOperation,
  values: RequestValues,
  keyHeader: string,
): { request: BuiltRequest; problems: RequestProblem[] } {
  const { method } = operation;
  const body = values.body.length > 0 ? values.body : null;
  const parsed = parseUrlTemplate(operation.urlTemplate);
  if (!parsed.ok) {
    const problems = [{ field: "operationId", message: text.templateBroken }];
    return { request: { method, path: operation.urlTemplate, headers: [], body }, problems };
  }
  const filled = fillParameters(operation, parsed.template, values.parameters);
  const path = writePath(parsed.template, filled);
  const headers = writeHeaders(filled, values, body !== null, keyHeader);
  const problems = [
    ...filled.flatMap((entry) => parameterProblems(entry, keyHeader)),
    ...unknownParameters(filled, values.parameters),
    ...headerProblems(values.headers, keyHeader),
    ...bodyProblems(values),
  ];
  return { request: { method, path, headers, body }, problems };
}

interface FilledParameter {
  parameter: Parameter;
  value: string;
  inTemplate: boolean;
}

/**
 * What the fields come to. The gateway fills in the default of a template's query parameter that a call leaves out,
 * so an empty field with one sends it, in sight.
 */
function fillParameters(
  operation: CallableOperation,
  { query }: UrlTemplate,
  values: RequestValues["parameters"],
): FilledParameter[] {
  return operationParameters(operation).map((parameter) => {
    const key = parameterKey(parameter);
    const typed = Object.hasOwn(values, key) ? (values[key] ?? "") : "";
    const inQuery = parameter.in === "query" && query.some((entry) => entry.parameter === parameter.name);
    const value = typed === "" && inQuery ? (parameter.default ?? "") : typed;
    return { parameter, value, inTemplate: inQuery || parameter.in === "path" };
  });
}

function writePath({ segments, wildcard, query }: UrlTemplate, filled: readonly FilledParameter[]): string {
  const find = (place: "path" | "query", name: string) =>
    filled.find(({ parameter }) => parameter.in === place && parameter.name === name);
  const written = (place: "path" | "query", name: string) => {
    const entry = find(place, name);
    const missing = !entry || (entry.value === "" && entry.parameter.required);
    return missing ? `{${name}}` : encodeValue(entry.value);
  };
  const path = segments.map((segment) =>
    segment.kind === "literal" ? escapeLiteral(segment.text) : written("path", segment.name),
  );
  if (wildcard) path.push(encodeWildcard(find("path", wildcardName)?.value ?? ""));

  const pairs = query.map(({ key, parameter, literal }) => {
    const value = parameter === null ? escapeLiteral(literal ?? "") : written("query", parameter);
    return `${escapeLiteral(key)}=${value}`;
  });
  for (const { parameter, value, inTemplate } of filled) {
    if (parameter.in !== "query" || inTemplate || value === "") continue;
    pairs.push(`${encodeValue(parameter.name)}=${encodeValue(value)}`);
  }
  return `/${path.join("/")}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}

/** Parameters' headers, the body's type, then the rows; a row takes the place of what would be sent by itself. */
function writeHeaders(
  filled: readonly FilledParameter[],
  { headers, contentType }: RequestValues,
  hasBody: boolean,
  keyHeader: string,
): HeaderPair[] {
  const rows = headers.filter(isFilled).map(([name, value]): HeaderPair => [name.trim(), value.trim()]);
  const bySelf = filled
    .filter(({ parameter, value }) => parameter.in === "header" && value.trim() !== "")
    .map(({ parameter, value }): HeaderPair => [parameter.name, value.trim()])
    .filter(([name]) => !sameName(name, keyHeader));
  const typed = bySelf.some(([name]) => sameName(name, "content-type"));
  if (hasBody && contentType && !typed) bySelf.push(["Content-Type", contentType]);
  const kept = bySelf.filter(([name]) => !rows.some(([row]) => sameName(row, name)));
  return [...kept, ...rows];
}

function parameterProblems({ parameter, value }: FilledParameter, keyHeader: string): RequestProblem[] {
  // The key is chosen, not typed; see the subscription.
  if (parameter.in === "header" && sameName(parameter.name, keyHeader)) return [];
  const message = parameterProblem(parameter, value);
  return message === null ? [] : [{ field: `parameters.${parameterKey(parameter)}`, message }];
}

function parameterProblem({ name, in: place, required }: Parameter, value: string): string | null {
  if (value === "") return required ? text.parameterMissing(name) : null;
  if (place === "header") return headerNameProblem(name) ?? headerValueProblem(value.trim());
  if (place === "query") return valueProblem(value);
  return valueProblem(value) ?? pathProblem(value, name === wildcardName);
}

function unknownParameters(
  filled: readonly FilledParameter[],
  values: RequestValues["parameters"],
): RequestProblem[] {
  const known = new Set(filled.map(({ parameter }) => parameterKey(parameter)));
  return Object.keys(values)
    .filter((key) => !known.has(key))
    .map((key) => ({ field: `parameters.${key}`, message: text.parameterUnknown(key) }));
}

function headerProblems(rows: readonly HeaderPair[], keyHeader: string): RequestProblem[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    if (!isFilled(row)) return [];
    const name = row[0].trim();
    const repeated = seen.has(name.toLowerCase()) && isSingle(name, keyHeader);
    seen.add(name.toLowerCase());
    const wrongName = headerNameProblem(name) ?? (repeated ? text.headerOnce(name) : null);
    const wrongValue = headerValueProblem(row[1].trim());
    return [
      ...(wrongName === null ? [] : [{ field: `headers.${index}.name`, message: wrongName }]),
      ...(wrongValue === null ? [] : [{ field: `headers.${index}.value`, message: wrongValue }]),
    ];
  });
}

function bodyProblems({ body, contentType }: RequestValues): RequestProblem[] {
  if (body.length === 0) return [];
  const wrongType = contentType === null ? null : headerValueProblem(contentType);
  return [
    ...(isLongerThan(body, longestBodyMb * 1e6)
      ? [{ field: "body", message: text.bodyTooLong(longestBodyMb) }]
      : []),
    ...(wrongType === null ? [] : [{ field: "contentType", message: wrongType }]),
  ];
}

/** In bytes as they are sent. Short texts are not counted: it runs at every key. */
function isLongerThan(body: string | Uint8Array, bytes: number): boolean {
  if (body.length > bytes) return true;
  if (typeof body !== "string" || body.length * 3 <= bytes) return false;
  return new TextEncoder().encode(body).length > bytes;
}

function isFilled([name, value]: HeaderPair): boolean {
  return name.trim() !== "" || value.trim() !== "";
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
