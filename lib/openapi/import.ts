import { webServiceUrl } from "@/lib/catalogue/backend-schema";
import type { OperationInput } from "@/lib/catalogue/operation-schema";
import { type JsonObject, longestTextCharacters } from "@/lib/catalogue/text-schema";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { extensions } from "./extensions";
import { type Note, Notes } from "./notes";
import { readOperations } from "./operations";
import { documentFault, entriesAt, isObject, listAt, objectAt, textOf } from "./place";
import { readDocument } from "./read-document";
import { follow } from "./references";
import { type Dialect, SchemaReader } from "./schemas";

/** In characters, as a backend's address. */
const longestUrl = 2_000;

/** What a document says of an API. */
export interface ImportedApi {
  name: string;
  summary: string;
  description: string;
  tags: string[];
  /** Where the document says the web service is; null when it does not. */
  webServiceUrl: string | null;
  operations: OperationInput[];
  /** A document of ours carries the API's settings: unchecked, as they stand there. */
  settings: JsonObject | null;
  notes: Note[];
}

/**
 * Reads an OpenAPI document, 2.0, 3.0 or 3.1, in JSON or YAML.
 * @param base the address it was read from; its servers may be relative to that
 * @throws AppError unprocessable naming the line or the place that is wrong
 */
export function importOpenApi(source: string, base?: string): ImportedApi {
  const root = readDocument(source);
  const dialect = dialectOf(root);
  const notes = new Notes();
  const info = objectAt(root.info ?? {}, ["info"]);
  const ours = isObject(root[extensions.api]) ? root[extensions.api] : null;
  const operations = readOperations({
    root,
    notes,
    schemas: new SchemaReader(root, dialect),
    isOurs: ours !== null,
    isTwo: dialect === "2.0",
  });
  const url = dialect === "2.0" ? hostOf(root, base) : serverOf(root, base, notes);
  const address = webServiceUrl.safeParse(url);
  if (ours === null) {
    if (!address.success) notes.add([], url === "" ? text.notes.noServer : text.notes.serverRelative(url));
    noteCredentials(root, notes);
  }
  return {
    name: notes.clip(info.title, 200, ["info", "title"]).trim(),
    summary: notes.clip(info.summary, 500, ["info", "summary"]).trim(),
    description: notes.clip(info.description, longestTextCharacters, ["info", "description"]),
    tags: tagsOf(root),
    webServiceUrl: address.success && ours === null ? address.data : null,
    operations,
    settings: isObject(ours) ? ours : null,
    notes: notes.list,
  };
}

const otherKinds: [string, string][] = [
  ["asyncapi", "an AsyncAPI document"],
  ["swaggerVersion", "a Swagger 1 document"],
  ["arazzo", "an Arazzo document"],
  ["raml", "a RAML document"],
  ["gatehouse", "a Gatehouse configuration"],
];

function dialectOf(root: JsonObject): Dialect {
  // An unquoted 3.0 in YAML is the number 3.
  const openapi = typeof root.openapi === "number" ? root.openapi.toFixed(1) : root.openapi;
  const swagger = typeof root.swagger === "number" ? root.swagger.toFixed(1) : root.swagger;
  if (openapi === undefined && swagger === undefined) {
    const kind = otherKinds.find(([key]) => root[key] !== undefined)?.[1];
    if (kind !== undefined) throw documentFault(text.otherKind(kind));
    if (isObject(root.info) && "_postman_id" in root.info) {
      throw documentFault(text.otherKind("a Postman collection"));
    }
    throw documentFault(text.noVersion);
  }
  if (swagger === "2.0") return "2.0";
  if (typeof openapi === "string" && /^3\.0(?:\.|$)/.test(openapi)) return "3.0";
  if (typeof openapi === "string" && /^3\.1(?:\.|$)/.test(openapi)) return "3.1";
  throw documentFault(text.unknownVersion(String(JSON.stringify(openapi ?? swagger)).slice(0, 50)));
}

function hostOf(root: JsonObject, base: string | undefined): string {
  const from = base === undefined ? null : URL.parse(base);
  const host = textOf(root.host) || (from?.host ?? "");
  if (host === "") return "";
  const schemes = listAt(root.schemes, ["schemes"]);
  const scheme = schemes.includes("https") ? "https" : (schemes[0] ?? from?.protocol.slice(0, -1) ?? "https");
  return withoutSlashes(`${scheme}://${host}${textOf(root.basePath)}`);
}

function serverOf(root: JsonObject, base: string | undefined, notes: Notes): string {
  const servers = listAt(root.servers, ["servers"]);
  if (servers.length > 1) notes.add(["servers"], text.notes.moreServers);
  const [server] = servers;
  if (!isObject(server) || typeof server.url !== "string" || server.url.length > longestUrl) return "";
  const variables = isObject(server.variables) ? server.variables : {};
  const url = server.url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) && variable.default !== undefined
      ? String(variable.default).slice(0, longestUrl)
      : whole;
  });
  const absolute = base === undefined ? url : (URL.parse(url, base)?.href ?? url);
  return withoutSlashes(absolute);
}

/** Without those at its end; an address that is too long to be one is none. */
function withoutSlashes(url: string): string {
  if (url.length > longestUrl) return "";
  let end = url.length;
  while (url[end - 1] === "/") end -= 1;
  return url.slice(0, end);
}

/** Which credential the web service asks for: there is nothing to fill it in with. */
function noteCredentials(root: JsonObject, notes: Notes): void {
  const components = isObject(root.components) ? root.components : {};
  const place =
    root.securityDefinitions === undefined ? ["components", "securitySchemes"] : ["securityDefinitions"];
  for (const [name, given] of entriesAt(root.securityDefinitions ?? components.securitySchemes, place)) {
    const scheme = follow(root, given, [...place, name]).value;
    if (!isObject(scheme)) continue;
    const kind = textOf(scheme.type);
    const detail =
      kind === "apiKey" ? `${textOf(scheme.in)} ${textOf(scheme.name)}` : textOf(scheme.scheme) || kind;
    notes.add([...place, name], text.notes.credential(detail));
  }
}

const mostTags = 20;

function tagsOf(root: JsonObject): string[] {
  if (!Array.isArray(root.tags)) return [];
  const names = root.tags.map((tag) => (isObject(tag) ? textOf(tag.name).trim() : ""));
  return [...new Set(names)].filter((name) => name !== "" && name.length <= 50).slice(0, mostTags);
}
