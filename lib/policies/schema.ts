import { z } from "zod";
import { isGatewayHeader, lineSchema, tokenPattern } from "@/lib/catalogue/text-schema";
import type { FieldError } from "@/lib/errors";
import { policySchemaMessages as text } from "@/lib/messages/en/policies-schema";
import { replaceNames } from "@/lib/named-values/schema";
import { limits } from "./limit-schema";

/** What a policy document is made of. Browser-safe. Documents stored by earlier versions parse: every part has a default. */

export const policyScopes = ["global", "product", "api", "operation"] as const;
export type PolicyScope = (typeof policyScopes)[number];

/** The target of the one policy that stands above all. */
export const globalTarget = "all";

const longestList = 100;
const list = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(entry).max(longestList, text.tooMany(longestList)).default([]);

/** Short texts of which the first wrong one is named at the list itself: a form has one field for all of them. */
function texts(isValid: (entry: string) => boolean, message: (entry: string) => string) {
  return z
    .array(z.string().trim())
    .max(200, text.tooMany(200))
    .superRefine((entries, context) => {
      const wrong = entries.find((entry) => !isValid(entry));
      if (wrong !== undefined) context.addIssue({ code: "custom", message: message(wrong) });
    })
    .default([]);
}

const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const addresses = texts((entry) => address.safeParse(entry).success, text.addressInvalid);

const headerName = lineSchema(100)
  .min(1, { error: text.nameMissing, abort: true })
  .regex(tokenPattern, text.headerNameInvalid);

const plainValue = lineSchema(4_000).regex(/^[\x20-\x7e]*$/, text.valueCharacters);

export const changeActions = ["set", "default", "remove"] as const;

/** One change to what is sent on: a header or query parameter set (in place of any), set where absent, or removed. */
function changes(name: typeof headerName, check: (name: string, action: string) => string | null) {
  const change = z
    .strictObject({ action: z.enum(changeActions), name, value: plainValue.default("") })
    .superRefine(({ name, action }, context) => {
      const message = check(name.toLowerCase(), action);
      if (message !== null) context.addIssue({ code: "custom", path: ["name"], message });
    });
  return list(change).superRefine((entries, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of entries.entries()) {
      const lower = name.toLowerCase();
      if (seen.has(lower)) {
        context.addIssue({ code: "custom", path: [index, "name"], message: text.nameRepeated(name) });
      }
      seen.add(lower);
    }
  });
}
export type Change = z.infer<ReturnType<typeof changes>>[number];

function requestHeaderFault(name: string, action: string): string | null {
  if (isGatewayHeader(name)) return text.headerIsOurs(name);
  return name === "authorization" && action !== "remove" ? text.headerIsSecret : null;
}

function responseHeaderFault(name: string, action: string): string | null {
  if (isGatewayHeader(name)) return text.headerIsOurs(name);
  return name === "set-cookie" && action !== "remove" ? text.cookieNotSet : null;
}

const parameterName = lineSchema(100)
  .min(1, { error: text.nameMissing, abort: true })
  .regex(/^[\w.~-]+$/, text.parameterNameInvalid);

const requiredHeader = z.strictObject({
  name: headerName,
  /** Any of these; empty means that any value will do. */
  values: texts(
    (entry) => /^[\x20-\x7e]+$/.test(entry),
    () => text.valueCharacters,
  ),
});

export const corsModes = ["inherit", "allow", "refuse"] as const;

const isOrigin = (entry: string) => entry === "*" || URL.parse(entry)?.origin === entry.toLowerCase();
const isHeader = (entry: string) => tokenPattern.test(entry);

const cors = z
  .strictObject({
    /** "inherit": as the wider scope says. */
    mode: z.enum(corsModes).default("inherit"),
    origins: texts(isOrigin, text.originInvalid),
    /** Request headers beyond the ones any page may send. */
    headers: texts(isHeader, text.corsHeaderInvalid),
    /** Answer headers that the page's script may read. */
    exposedHeaders: texts(isHeader, text.corsHeaderInvalid),
    credentials: z.boolean().default(false),
    maxAgeSeconds: z.coerce
      .number({ error: text.maxAgeInvalid })
      .int(text.maxAgeInvalid)
      .min(0, text.maxAgeInvalid)
      .max(86_400, text.maxAgeInvalid)
      .default(600),
  })
  .superRefine(({ mode, origins, credentials }, context) => {
    const add = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (mode === "allow" && origins.length === 0) add("origins", text.originsMissing);
    if (credentials && origins.includes("*")) add("origins", text.anyOriginWithCredentials);
  });

export const tokenAlgorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "EdDSA",
] as const;

/** Keys decide who may call: in clear only within the machine. What stands for a name is checked when it is known. */
export function isKeysUrl(written: string): boolean {
  const url = URL.parse(replaceNames(written, () => "name"));
  if (url === null || url.hash || url.username || url.password) return false;
  const isHere = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && isHere);
}

const printable = lineSchema(1_000).regex(/^[\x20-\x7e]*$/, text.valueCharacters);

const token = z
  .strictObject({
    required: z.boolean().default(false),
    header: headerName.default("Authorization"),
    issuer: printable.default(""),
    /** One of these must be named; empty: any. */
    audiences: texts(
      (entry) => /^[\x21-\x7e]+$/.test(entry),
      () => text.valueCharacters,
    ),
    keysUrl: lineSchema(1_000).default(""),
    algorithms: z.array(z.enum(tokenAlgorithms)).default(["RS256"]),
  })
  .superRefine(({ required, issuer, keysUrl, algorithms, audiences }, context) => {
    if (!required) return;
    const add = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (issuer === "") add("issuer", text.issuerMissing);
    if (audiences.length === 0) add("audiences", text.audiencesMissing);
    if (!isKeysUrl(keysUrl)) add("keysUrl", text.keysUrlInvalid);
    if (algorithms.length === 0) add("algorithms", text.algorithmsMissing);
  });

export const switches = ["inherit", "on", "off"] as const;
const onOrOff = z.enum(switches).default("inherit");

/** What stands for a part of the path: the operation's own segments by name, or all of it. */
const rewrittenName = /\{([^{}]*)\}/g;

/** The names that a rewritten path takes from the operation's template. */
export function rewrittenNames(rewrite: string): string[] {
  return [...rewrite.matchAll(rewrittenName)].map(([, name = ""]) => name).filter((name) => name !== "*");
}

const rewrite = lineSchema(1_000)
  .refine(
    (path) => {
      if (path === "") return true;
      const literal = path.replace(rewrittenName, "x");
      const isClean = /^(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)+$/i.test(literal);
      return isClean && !/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)|%2f|%5c|%00/i.test(literal);
    },
    { error: text.rewriteInvalid },
  )
  .default("");

/** Empty means none. */
const bodyLimit = z.preprocess(
  (value) => (value === "" ? null : value),
  z.coerce
    .number({ error: text.bodyLimitInvalid })
    .int(text.bodyLimitInvalid)
    .min(0, text.bodyLimitInvalid)
    .max(2 ** 31, text.bodyLimitInvalid)
    .nullable()
    .default(null),
);

const longestKeptSeconds = 7 * 86_400;

export const policyDocument = z.strictObject({
  access: z
    .strictObject({
      /** Empty means any. */
      allowedAddresses: addresses,
      deniedAddresses: addresses,
      requiredHeaders: list(requiredHeader),
      cors: cors.prefault({}),
      token: token.prefault({}),
    })
    .prefault({}),
  request: z
    .strictObject({
      limitBytes: bodyLimit,
      headers: changes(headerName, requestHeaderFault),
      query: changes(parameterName, () => null),
      /** The path asked for in place of the operation's; empty: as the wider scope says. */
      rewrite,
      /** Against the operation's JSON schema. */
      validateBody: onOrOff,
    })
    .prefault({}),
  limits: limits.default([]),
  response: z
    .strictObject({
      headers: changes(headerName, responseHeaderFault),
      /** The operation's example in place of the web service's answer. */
      mock: onOrOff,
      /** Whether answers to GET are kept, and for how long those of which the web service says nothing. */
      cache: z
        .strictObject({
          mode: onOrOff,
          seconds: z.coerce
            .number({ error: text.cacheSecondsInvalid })
            .int(text.cacheSecondsInvalid)
            .min(0, text.cacheSecondsInvalid)
            .max(longestKeptSeconds, text.cacheSecondsInvalid)
            .default(0),
        })
        .prefault({}),
    })
    .prefault({}),
});
export type PolicyDocument = z.output<typeof policyDocument>;
export type PolicyDocumentInput = z.input<typeof policyDocument>;

/** The document of a scope where nothing is set. */
export const emptyPolicy: PolicyDocument = policyDocument.parse({});

/** What a document holds that its scope cannot have, or null. */
export function scopeFault(scope: PolicyScope, { access, request }: PolicyDocument): FieldError | null {
  if (scope === "product" && access.cors.mode !== "inherit") {
    return { field: "access.cors.mode", message: text.corsByProduct };
  }
  const [named] = rewrittenNames(request.rewrite);
  return scope !== "operation" && named !== undefined
    ? { field: "request.rewrite", message: text.rewriteNamesSegment(named) }
    : null;
}
