/**
 * An operation's URL template: path segments and query, `{name}` for what varies, `/*` at the end for the rest.
 * Read here for forms and gateway alike. No imports: it runs in the browser too.
 */

export type TemplateSegment = { kind: "literal"; text: string } | { kind: "parameter"; name: string };

export interface TemplateQuery {
  /** The query parameter's name in the URL, as written. */
  key: string;
  /** What stands for its value: a parameter's name, or null for a fixed text. */
  parameter: string | null;
  /** The fixed text, or null for a parameter. */
  literal: string | null;
}

export interface UrlTemplate {
  segments: TemplateSegment[];
  /** Whether it ends in `/*`. */
  wildcard: boolean;
  query: TemplateQuery[];
  /** Names in braces, in order: those of the path, then those of the query. */
  parameters: { name: string; in: "path" | "query" }[];
}

export type UrlTemplateErrorCode =
  | "no-leading-slash"
  | "whitespace"
  | "fragment"
  | "invalid-character"
  | "invalid-escape"
  | "unclosed-brace"
  | "unopened-brace"
  | "empty-name"
  | "invalid-name"
  | "duplicate-parameter"
  | "part-of-segment"
  | "empty-segment"
  | "dot-segment"
  | "wildcard-not-last"
  | "empty-query-key"
  | "duplicate-query-key"
  | "part-of-value";

export interface UrlTemplateError {
  code: UrlTemplateErrorCode;
  /** Where it goes wrong: characters from the start. */
  at: number;
  /** The offending piece, as written. */
  piece: string;
}

export type ParsedUrlTemplate = { ok: true; template: UrlTemplate } | { ok: false; error: UrlTemplateError };

/** A parameter's name: a letter or underscore, then letters, digits, dots, dashes, underscores. */
const parameterName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const invalidCharacter = /[\\"<>^`|\p{Cc}]/u;
const badEscape = /%(?![0-9A-Fa-f]{2})|%00/;

class TemplateFault {
  constructor(readonly error: UrlTemplateError) {}
}

function fault(code: UrlTemplateErrorCode, at: number, piece: string): TemplateFault {
  return new TemplateFault({ code, at, piece });
}

/** Reads a template, or says what is wrong with it and where. */
export function parseUrlTemplate(template: string): ParsedUrlTemplate {
  try {
    return { ok: true, template: read(template) };
  } catch (error) {
    if (error instanceof TemplateFault) return { ok: false, error: error.error };
    throw error;
  }
}

function read(template: string): UrlTemplate {
  checkCharacters(template);
  const question = template.indexOf("?");
  const path = question === -1 ? template : template.slice(0, question);
  const parameters: UrlTemplate["parameters"] = [];
  const { segments, wildcard } = readPath(path, parameters);
  const query = question === -1 ? [] : readQuery(template.slice(question + 1), question + 1, parameters);
  return { segments, wildcard, query, parameters };
}

function checkCharacters(template: string): void {
  if (!template.startsWith("/")) throw fault("no-leading-slash", 0, template.slice(0, 1));
  const space = template.search(/\s/u);
  if (space !== -1) throw fault("whitespace", space, template.charAt(space));
  const hash = template.indexOf("#");
  if (hash !== -1) throw fault("fragment", hash, "#");
  const wrong = template.search(invalidCharacter);
  if (wrong !== -1) throw fault("invalid-character", wrong, template.charAt(wrong));
  const wrongEscape = template.search(badEscape);
  if (wrongEscape !== -1) {
    throw fault("invalid-escape", wrongEscape, template.slice(wrongEscape, wrongEscape + 3));
  }
  checkBraces(template);
}

function checkBraces(template: string): void {
  let open = -1;
  for (let at = 0; at < template.length; at++) {
    const character = template.charAt(at);
    if (character === "{") {
      if (open !== -1) throw fault("unclosed-brace", open, template.slice(open, at));
      open = at;
    } else if (character === "}") {
      if (open === -1) throw fault("unopened-brace", at, "}");
      open = -1;
    } else if (open !== -1 && "/?&=".includes(character)) {
      throw fault("unclosed-brace", open, template.slice(open, at));
    }
  }
  if (open !== -1) throw fault("unclosed-brace", open, template.slice(open));
}

function readPath(
  path: string,
  parameters: UrlTemplate["parameters"],
): { segments: TemplateSegment[]; wildcard: boolean } {
  const pieces = path.slice(1).split("/");
  // A slash at the end is allowed and means nothing: calls match with and without.
  if (pieces.at(-1) === "") pieces.pop();
  const segments: TemplateSegment[] = [];
  let at = 1;
  for (const [index, piece] of pieces.entries()) {
    if (piece === "*") {
      if (index !== pieces.length - 1) throw fault("wildcard-not-last", at, piece);
      return { segments, wildcard: true };
    }
    segments.push(readSegment(piece, at, parameters));
    at += piece.length + 1;
  }
  return { segments, wildcard: false };
}

function readSegment(piece: string, at: number, parameters: UrlTemplate["parameters"]): TemplateSegment {
  if (piece === "") throw fault("empty-segment", at, "//");
  if (piece === "." || piece === "..") throw fault("dot-segment", at, piece);
  if (piece.includes("*")) throw fault("wildcard-not-last", at + piece.indexOf("*"), piece);
  if (!piece.includes("{")) return { kind: "literal", text: piece };
  if (!piece.startsWith("{") || piece.indexOf("}") !== piece.length - 1)
    throw fault("part-of-segment", at, piece);
  return { kind: "parameter", name: readName(piece, at, "path", parameters) };
}

function readQuery(query: string, start: number, parameters: UrlTemplate["parameters"]): TemplateQuery[] {
  const entries: TemplateQuery[] = [];
  let at = start;
  for (const pair of query.split("&")) {
    const equals = pair.indexOf("=");
    const key = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? "" : pair.slice(equals + 1);
    if (key === "" || key.includes("{")) throw fault("empty-query-key", at, pair);
    if (entries.some((entry) => entry.key.toLowerCase() === key.toLowerCase())) {
      throw fault("duplicate-query-key", at, key);
    }
    entries.push({ key, ...readValue(value, at + equals + 1, parameters) });
    at += pair.length + 1;
  }
  return entries;
}

function readValue(
  value: string,
  at: number,
  parameters: UrlTemplate["parameters"],
): { parameter: string | null; literal: string | null } {
  if (!value.includes("{")) return { parameter: null, literal: value };
  if (!value.startsWith("{") || value.indexOf("}") !== value.length - 1)
    throw fault("part-of-value", at, value);
  return { parameter: readName(value, at, "query", parameters), literal: null };
}

function readName(
  braced: string,
  at: number,
  place: "path" | "query",
  parameters: UrlTemplate["parameters"],
): string {
  const name = braced.slice(1, -1);
  if (name === "") throw fault("empty-name", at, braced);
  if (!parameterName.test(name)) throw fault("invalid-name", at, name);
  if (parameters.some((parameter) => parameter.name.toLowerCase() === name.toLowerCase())) {
    throw fault("duplicate-parameter", at, name);
  }
  parameters.push({ name, in: place });
  return name;
}

/**
 * Two templates of one shape take the same calls: literals in lower case, parameters without their names.
 * `/a/{x}?v={y}` and `/A/{z}?V={w}` are both `/a/{}?v={}`.
 */
export function templateShape({ segments, wildcard, query }: UrlTemplate): string {
  const path = segments.map((segment) => (segment.kind === "literal" ? segment.text.toLowerCase() : "{}"));
  if (wildcard) path.push("*");
  const pairs = query
    .map(({ key, literal }) => `${key.toLowerCase()}=${literal?.toLowerCase() ?? "{}"}`)
    .sort();
  return `/${path.join("/")}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}

/** Whether a template names a query parameter; names are compared as the gateway compares them. */
export function takesInQuery(urlTemplate: string, name: string): boolean {
  const parsed = parseUrlTemplate(urlTemplate);
  return parsed.ok && parsed.template.query.some(({ key }) => key.toLowerCase() === name.toLowerCase());
}
