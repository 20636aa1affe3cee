import { readableJson } from "@/lib/azureml/samples";
import type { CredentialInput } from "@/lib/catalogue/credential-schema";
import {
  httpMethods,
  type OperationInput,
  operationInput,
  type Parameter,
} from "@/lib/catalogue/operation-schema";
import { fieldError } from "@/lib/errors";
import { publishingMessages } from "@/lib/messages/en/publishing";
import type { ApiDraft } from "./draft";
import { splitWords } from "./shell-words";

const text = publishingMessages.curl;
const field = "source.command";

type Meaning =
  | "method"
  | "header"
  | "data"
  | "json"
  | "encoded"
  | "form"
  | "user"
  | "cookie"
  | "agent"
  | "referer"
  | "url"
  | "bearer";

/** Options that take a value and say something of the request. */
const meanings: Record<string, Meaning> = {
  "-X": "method",
  "--request": "method",
  "-H": "header",
  "--header": "header",
  "-d": "data",
  "--data": "data",
  "--data-ascii": "data",
  "--data-raw": "data",
  "--data-binary": "data",
  "--data-urlencode": "encoded",
  "--json": "json",
  "-F": "form",
  "--form": "form",
  "--form-string": "form",
  "-u": "user",
  "--user": "user",
  "--oauth2-bearer": "bearer",
  "-b": "cookie",
  "--cookie": "cookie",
  "-A": "agent",
  "--user-agent": "agent",
  "-e": "referer",
  "--referer": "referer",
  "--url": "url",
};
/** Options that say how curl goes about it, and nothing of the request. */
const plain = new Set(
  "-s --silent -S --show-error -L --location -i --include -v --verbose -f --fail --fail-with-body --compressed -g --globoff --http1.1 --http2 -#  --progress-bar -N --no-buffer".split(
    /\s+/,
  ),
);
const plainWithValue = new Set(
  "-o --output -m --max-time --connect-timeout --retry -w --write-out".split(" "),
);

interface Request {
  method: string | null;
  url: string;
  headers: { name: string; value: string }[];
  data: string[];
  hasForm: boolean;
  asQuery: boolean;
  credential: CredentialInput | null;
  notes: string[];
}

/** One operation from a curl command, which is read and never run. @throws AppError invalid-input */
export function readCurl(command: string): ApiDraft {
  const request = readOptions(splitWords(command.trim()));
  const url = URL.parse(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(request.url) ? request.url : `https://${request.url}`,
  );
  if (!url || !/^https?:$/.test(url.protocol)) throw fieldError(field, text.badUrl(request.url));
  if (url.username !== "" && request.credential === null) {
    request.credential = basic(decoded(url.username, request), decoded(url.password, request));
  }
  if (request.asQuery)
    for (const [name, value] of new URLSearchParams(request.data.join("&")))
      url.searchParams.append(name, value);
  const body = request.asQuery || request.data.length === 0 ? null : request.data.join("&");
  const method = httpMethods.find(
    (one) => one === (request.method ?? (body === null && !request.hasForm ? "GET" : "POST")),
  );
  if (!method) throw fieldError(field, text.method(request.method ?? ""));
  const credential = request.credential ?? takeCredential(request, url);
  const operation = checked({
    displayName: `${method} ${url.pathname}`.slice(0, 200),
    description: "",
    method,
    urlTemplate: url.pathname.replaceAll("{", "%7B").replaceAll("}", "%7D").replaceAll("*", "%2A"),
    parameters: parametersOf(request, url),
    request: body === null ? null : requestOf(body, request),
    responses: [{ status: 200, description: "OK", representations: [] }],
  });
  return {
    name: url.hostname,
    summary: "",
    description: "",
    tags: [],
    webServiceUrl: url.origin,
    operations: [operation],
    credential,
    settings: null,
    notes: request.notes.map((message) => ({ place: "curl", message })),
    trial: null,
  };
}

/** What the command says may be more than an operation can be. @throws AppError invalid-input */
function checked(operation: OperationInput): OperationInput {
  const parsed = operationInput.safeParse(operation);
  if (parsed.success) return parsed.data;
  throw fieldError(field, text.unfit(parsed.error.issues[0]?.message ?? ""));
}

function decoded(part: string, { url }: Request): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw fieldError(field, text.badUrl(url));
  }
}

function readOptions([first, ...words]: string[]): Request {
  if (first === undefined || !/^curl(?:\.exe)?$/.test(first.split("/").at(-1) ?? ""))
    throw fieldError(field, text.notCurl);
  const request: Request = {
    method: null,
    url: "",
    headers: [],
    data: [],
    hasForm: false,
    asQuery: false,
    credential: null,
    notes: [],
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (!word.startsWith("-") || word === "-") {
      setUrl(request, word);
      continue;
    }
    const { option, glued } = split(word);
    if (option === "-G" || option === "--get") request.asQuery = true;
    else if (option === "-I" || option === "--head") request.method = "HEAD";
    else if (option === "-k" || option === "--insecure") request.notes.push(text.insecure);
    else if (/^-[sSLivfgkN]{2,}$/.test(word)) continue;
    else if (!plain.has(option)) {
      const meaning = meanings[option];
      if (!meaning && !plainWithValue.has(option)) throw fieldError(field, text.unknownOption(option));
      if (glued === null) at += 1;
      const value = glued ?? words[at];
      if (value === undefined) throw fieldError(field, text.optionValue(option));
      if (meaning) apply(request, meaning, value, option);
    }
  }
  if (request.url === "") throw fieldError(field, text.noUrl);
  return request;
}

/** `-XPOST` and `--request=POST` hold their value. */
function split(word: string): { option: string; glued: string | null } {
  const long = /^(--[^=]+)=(.*)$/s.exec(word);
  if (long) return { option: long[1] ?? word, glued: long[2] ?? "" };
  const short = word.slice(0, 2);
  const takesValue = meanings[short] !== undefined || plainWithValue.has(short);
  return !word.startsWith("--") && word.length > 2 && takesValue
    ? { option: short, glued: word.slice(2) }
    : { option: word, glued: null };
}

function setUrl(request: Request, url: string): void {
  if (request.url !== "") throw fieldError(field, text.severalUrls);
  request.url = url;
}

function apply(request: Request, meaning: Meaning, value: string, option: string): void {
  switch (meaning) {
    case "method":
      request.method = value.toUpperCase();
      return;
    case "url":
      setUrl(request, value);
      return;
    case "header":
      addHeader(request, value);
      return;
    case "json":
      for (const name of ["Content-Type", "Accept"])
        request.headers.push({ name, value: "application/json" });
      addData(request, value);
      return;
    case "encoded": {
      const [, name = "", content = ""] = /^([^=@]*)=?(.*)$/s.exec(value) ?? [];
      request.data.push(name === "" ? encodeURIComponent(content) : `${name}=${encodeURIComponent(content)}`);
      return;
    }
    case "data":
      if (option === "--data-raw") request.data.push(value);
      else addData(request, value);
      return;
    case "form":
      request.hasForm = true;
      if (!request.notes.includes(text.form)) request.notes.push(text.form);
      return;
    case "user": {
      const colon = value.indexOf(":");
      request.credential =
        colon === -1 ? basic(value, "") : basic(value.slice(0, colon), value.slice(colon + 1));
      return;
    }
    case "bearer":
      request.credential = { kind: "bearer", secret: value };
      return;
    case "cookie":
      request.notes.push(text.cookie);
      return;
    case "agent":
    case "referer":
      return;
  }
}

function addData(request: Request, value: string): void {
  if (value.startsWith("@")) request.notes.push(text.file(value.slice(1)));
  else request.data.push(value);
}

function addHeader(request: Request, header: string): void {
  const colon = header.indexOf(":");
  if (colon === -1 && header.endsWith(";")) return;
  if (colon < 1) throw fieldError(field, text.header(header.slice(0, 50)));
  const name = header.slice(0, colon).trim();
  const value = header.slice(colon + 1).trim();
  if (name.toLowerCase() === "cookie") request.notes.push(text.cookie);
  else if (value !== "") request.headers.push({ name, value });
}

function basic(name: string, secret: string): CredentialInput | null {
  return name === "" || secret === "" ? null : { kind: "basic", name, secret };
}

const keyNames =
  /^(?:x-)?(?:api|apim|functions|ocp-apim-subscription|subscription|auth|access)[-_]?(?:key|token|code)$|^(?:x-)?(?:key|token|apikey)$/i;

/** A credential among the headers or in the query, taken out of the request. */
function takeCredential(request: Request, url: URL): CredentialInput | null {
  for (const [index, { name, value }] of request.headers.entries()) {
    const isAuthorization = name.toLowerCase() === "authorization";
    if (!isAuthorization && !keyNames.test(name)) continue;
    request.headers.splice(index, 1);
    const bearer = isAuthorization ? /^bearer\s+(\S+)$/i.exec(value)?.[1] : undefined;
    return bearer === undefined
      ? { kind: "header", name, secret: value }
      : { kind: "bearer", secret: bearer };
  }
  for (const [name, value] of url.searchParams) {
    if (!keyNames.test(name) || value === "") continue;
    url.searchParams.delete(name);
    return { kind: "query", name, secret: value };
  }
  return null;
}

/** What callers' programs send by themselves. */
const usual =
  /^(?:content-(?:type|length)|accept(?:-.*)?|user-agent|host|origin|referer|connection|cache-control|pragma|dnt|priority|sec-.*)$/i;

function parametersOf({ headers }: Request, url: URL): Parameter[] {
  const query = [...new Map(url.searchParams)].map(([name, value]) => parameter(name, "query", value));
  const other = headers.filter(({ name }) => !usual.test(name));
  const named = new Map(other.map((header) => [header.name.toLowerCase(), header]));
  return [...query, ...[...named.values()].map(({ name, value }) => parameter(name, "header", value))];
}

function parameter(name: string, where: "query" | "header", value: string): Parameter {
  return { name, in: where, type: "string", required: false, ...(value !== "" && { default: value }) };
}

function requestOf(body: string, { headers }: Request): OperationInput["request"] {
  const given = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value;
  const json = parsed(body);
  const contentType =
    given ?? (json === undefined ? "application/x-www-form-urlencoded" : "application/json");
  const sample = json === undefined ? body : readableJson(json);
  return { required: true, representations: [{ contentType, sample }] };
}

function parsed(body: string): unknown {
  if (!/^\s*[{["]/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    // A body need not be JSON.
    return undefined;
  }
}
