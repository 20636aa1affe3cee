import type { Parameter } from "@/lib/catalogue/operation-schema";
import { longestTemplateCharacters } from "@/lib/catalogue/text-schema";
import { parseUrlTemplate, templateShape } from "@/lib/catalogue/url-template";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { urlTemplateMessage } from "@/lib/messages/en/url-template";
import { FreeNames } from "./free-names";
import type { Notes } from "./notes";
import { describePlace, documentFault, type Place } from "./place";

/** From OpenAPI's paths to URL templates: whole segments vary, and what is required of the query stands in it. */

export interface PathTemplate {
  template: string;
  /** What a path parameter is called in the template; one may stand for several of the document's. */
  names: Map<string, string>;
}

/** `/pets/{pet id}/{a}-{b}` is `/pets/{pet_id}/{a-b}` here. @throws AppError unprocessable */
export function readPath(path: string, place: Place, notes: Notes): PathTemplate {
  if (!path.startsWith("/")) throw documentFault(text.pathWithoutSlash(describePlace(place)));
  if (path.length > longestTemplateCharacters) {
    throw documentFault(text.pathTooLong(describePlace(place), longestTemplateCharacters));
  }
  const [beforeHash = "", hash] = path.split("#", 2);
  if (hash !== undefined) notes.add(place, text.notes.fragment);
  const [way = "", query] = splitOnce(beforeHash, "?");
  const names = new Map<string, string>();
  const free = new FreeNames([], lower);
  const pieces = way.slice(1).split("/");
  const segments = pieces.map((piece, index) => {
    // Braces that do not match are told of below.
    if (!/^[^{}]*(?:\{[^{}]*\}[^{}]*)+$/.test(piece)) return piece;
    if (index === pieces.length - 1 && /^\{(?:[^{}]+[+*]|[+*][^{}]+)\}$/.test(piece)) return "*";
    const inner = [...piece.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
    const isWhole = inner.length === 1 && piece === `{${inner[0]}}`;
    const wanted = plainName(isWhole ? (inner[0] ?? "") : piece.replace(/[{}]/g, ""));
    const name = free.take(wanted);
    for (const one of inner) names.set(one, name);
    if (!isWhole) notes.add(place, text.notes.segment(piece, name));
    else if (name !== inner[0]) notes.add(place, text.notes.renamed(inner[0] ?? "", name));
    return `{${name}}`;
  });
  const template = `/${segments.join("/")}${query === undefined ? "" : `?${query}`}`;
  const parsed = parseUrlTemplate(template);
  if (!parsed.ok) {
    throw documentFault(text.invalidPath(describePlace(place), urlTemplateMessage(parsed.error)));
  }
  return { template, names };
}

/** Adds what the query must have. Answers the template and what its parameters are called now. */
export function addQuery(
  template: string,
  required: readonly Parameter[],
  place: Place,
  notes: Notes,
): { template: string; parameters: Parameter[] } {
  const parsed = parseUrlTemplate(template);
  const there = new Set(parsed.ok ? parsed.template.query.map(({ key }) => key.toLowerCase()) : []);
  const free = new FreeNames(parsed.ok ? parsed.template.parameters.map(({ name }) => name) : [], lower);
  let whole = template;
  const parameters: Parameter[] = [];
  for (const parameter of required) {
    // Too long already, which is told where operations are checked.
    if (whole.length > longestTemplateCharacters) break;
    const key = encodeKey(parameter.name);
    // What the path says of the query already is fixed.
    if (there.has(key.toLowerCase())) continue;
    there.add(key.toLowerCase());
    const name = free.take(plainName(parameter.name));
    if (name !== parameter.name) notes.add(place, text.notes.renamed(parameter.name, name));
    whole += `${whole.includes("?") ? "&" : "?"}${key}={${name}}`;
    parameters.push({ ...parameter, name });
  }
  return { template: whole, parameters };
}

/** Whether two templates have the same path, whatever their parameters are called. */
export function isSamePath(one: string, other: string): boolean {
  const shapes = [one, other].map((template) => {
    const parsed = parseUrlTemplate(template);
    return parsed.ok ? templateShape({ ...parsed.template, query: [] }) : null;
  });
  return shapes[0] !== null && shapes[0] === shapes[1];
}

function splitOnce(value: string, mark: string): [string, string | undefined] {
  const at = value.indexOf(mark);
  return at === -1 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)];
}

/** A parameter's name as templates have it. */
function plainName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]+/g, "_");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

function lower(name: string): string {
  return name.toLowerCase();
}

/** A query parameter's name as it stands in a URL; brackets, as in `filter[name]`, stay. */
function encodeKey(name: string): string {
  return encodeURIComponent(name).replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%24", "$");
}
