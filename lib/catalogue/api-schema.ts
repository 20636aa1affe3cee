import { z } from "zod";
import { apiMessages as text } from "@/lib/messages/en/catalogue";
import { replaceNames } from "@/lib/named-values/schema";
import {
  idSchema,
  isGatewayHeader,
  lineSchema,
  longestTextCharacters,
  textSchema,
  tokenPattern,
} from "./text-schema";

/** What an API and its backend are made of. Browser-safe. */

export const apiSchemes = ["https", "http", "both"] as const;
export const credentialKinds = ["none", "bearer", "header", "query", "basic"] as const;

/** Lower-case path segments; slashes at the ends are forgiven and taken off. */
export const suffixSchema = z
  .string()
  .trim()
  .transform((suffix) => suffix.replace(/^\/+|\/+$/g, "").toLowerCase())
  .pipe(
    z
      .string()
      .min(1, { error: text.suffixMissing, abort: true })
      .max(200, text.tooLong(200))
      .regex(/^[a-z0-9](?:[a-z0-9._~-]*)(?:\/[a-z0-9](?:[a-z0-9._~-]*))*$/, text.suffixInvalid),
  );

export const webServiceUrl = lineSchema(2_000)
  .min(1, { error: text.urlMissing, abort: true })
  .superRefine((written, context) => {
    // What stands for a name is checked when it is known.
    const value = replaceNames(written, () => "name");
    const url = URL.parse(value);
    const add = (message: string) => context.addIssue({ code: "custom", message });
    if (value === "") return;
    if (!url || !/^https?:\/\/[^/]/i.test(value) || /[\s\\]/.test(value)) add(text.urlInvalid);
    else if (url.username || url.password || /^https?:\/\/[^/]*@/i.test(value)) add(text.urlWithUser);
    else if (url.search || url.hash || /[?#]/.test(value)) add(text.urlWithQuery);
  })
  .transform((value) => value.replace(/\/+$/, ""));

/** Write-only. `undefined` keeps what is stored; kind "none" removes it. */
export const credentialInput = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("bearer"), secret: secretText() }),
    z.strictObject({ kind: z.literal("header"), name: credentialHeader(), secret: secretText() }),
    z.strictObject({ kind: z.literal("query"), name: credentialName(), secret: secretText() }),
    z.strictObject({
      kind: z.literal("basic"),
      name: lineSchema(200)
        .min(1, { error: text.userNameMissing, abort: true })
        .regex(/^[\x20-\x39\x3b-\x7e]*$/, text.userNameInvalid),
      secret: secretText(),
    }),
  ],
  { error: text.credentialKindUnknown },
);
export type CredentialInput = z.infer<typeof credentialInput>;

function secretText() {
  return z
    .string()
    .trim()
    .min(1, { error: text.secretMissing, abort: true })
    .max(10_000, text.tooLong(10_000))
    .regex(/^[\x20-\x7e]*$/, text.secretCharacters);
}

function credentialName() {
  return lineSchema(200)
    .min(1, { error: text.credentialNameMissing, abort: true })
    .regex(tokenPattern, text.headerNameInvalid);
}

function credentialHeader() {
  return credentialName().refine((name) => !isReserved([/^(?:content-type|cookie)$/], name), {
    error: text.headerReserved,
  });
}

/** What callers send for reasons of their own, and a key would be taken out with. */
const callersHeaders = [
  /^(?:authorization|cookie|accept|user-agent|origin|range)$/,
  /^(?:content|accept|if)-/,
];

function isReserved(patterns: readonly RegExp[], name: string): boolean {
  return isGatewayHeader(name) || patterns.some((pattern) => pattern.test(name.toLowerCase()));
}

const timeout = (longest: number) =>
  z.coerce
    .number({ error: text.timeoutInvalid(longest) })
    .int(text.timeoutInvalid(longest))
    .min(100, text.timeoutInvalid(longest))
    .max(longest, text.timeoutInvalid(longest));

const keyName = lineSchema(200)
  .min(1, { error: text.keyNameMissing, abort: true })
  .regex(tokenPattern, text.headerNameInvalid);

const apiFields = {
  name: lineSchema(200).min(1, { error: text.nameMissing, abort: true }),
  summary: lineSchema(500),
  description: textSchema(longestTextCharacters),
  webServiceUrl,
  suffix: suffixSchema,
  schemes: z.enum(apiSchemes, { error: text.schemeMissing }),
  tags: z.array(lineSchema(50).min(1, { error: text.tagMissing, abort: true })).max(20, text.tooManyTags(20)),
  productIds: z.array(idSchema).max(200),
  published: z.boolean(),
  featured: z.boolean(),
  requiresSubscription: z.boolean(),
  keyHeader: keyName.refine((name) => !isReserved(callersHeaders, name), {
    error: text.headerReserved,
  }),
  keyQuery: keyName,
  acceptsForeignJobs: z.boolean(),
  credential: credentialInput.optional(),
  connectTimeoutMs: timeout(60_000),
  headersTimeoutMs: timeout(240_000),
};

/** A whole API; what is left out gets its default. */
export const apiInput = z.strictObject({
  ...apiFields,
  summary: apiFields.summary.default(""),
  description: apiFields.description.default(""),
  schemes: apiFields.schemes.default("https"),
  tags: apiFields.tags.default([]),
  productIds: apiFields.productIds.default([]),
  published: apiFields.published.default(true),
  featured: apiFields.featured.default(false),
  requiresSubscription: apiFields.requiresSubscription.default(true),
  keyHeader: apiFields.keyHeader.default("Ocp-Apim-Subscription-Key"),
  keyQuery: apiFields.keyQuery.default("subscription-key"),
  acceptsForeignJobs: apiFields.acceptsForeignJobs.default(true),
  connectTimeoutMs: apiFields.connectTimeoutMs.default(5_000),
  headersTimeoutMs: apiFields.headersTimeoutMs.default(30_000),
});
export type ApiInput = z.infer<typeof apiInput>;

/** Some of an API; what is left out stays as it is. */
export const apiChanges = z.strictObject(apiFields).partial();
export type ApiChanges = z.infer<typeof apiChanges>;

/** What the settings page of an API holds. */
export const apiSettingsInput = z.strictObject(apiFields).omit({
  webServiceUrl: true,
  credential: true,
  connectTimeoutMs: true,
  headersTimeoutMs: true,
});

/** What the backend page of an API holds. */
export const backendInput = z.strictObject(apiFields).pick({
  webServiceUrl: true,
  credential: true,
  connectTimeoutMs: true,
  headersTimeoutMs: true,
});
