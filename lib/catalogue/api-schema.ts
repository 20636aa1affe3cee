import { z } from "zod";
import { apiMessages as text } from "@/lib/messages/en/catalogue";
import { backendFields } from "./backend-schema";
import {
  idSchema,
  isGatewayHeader,
  lineSchema,
  longestTextCharacters,
  textSchema,
  tokenPattern,
} from "./text-schema";
import { unversioned, versionFields, versionName } from "./version-schema";

/** What an API and its backend are made of. Browser-safe. */

export const apiSchemes = ["https", "http", "both"] as const;

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

/** What callers send for reasons of their own, and a key would be taken out with. */
const callersHeaders = [
  /^(?:authorization|cookie|accept|user-agent|origin|range)$/,
  /^(?:content|accept|if)-/,
];

function isReserved(patterns: readonly RegExp[], name: string): boolean {
  return isGatewayHeader(name) || patterns.some((pattern) => pattern.test(name.toLowerCase()));
}

const keyName = lineSchema(200)
  .min(1, { error: text.keyNameMissing, abort: true })
  .regex(tokenPattern, text.headerNameInvalid);

const apiFields = {
  name: lineSchema(200).min(1, { error: text.nameMissing, abort: true }),
  summary: lineSchema(500),
  description: textSchema(longestTextCharacters),
  webServiceUrl: backendFields.webServiceUrl,
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
  credential: backendFields.credential,
  connectTimeoutMs: backendFields.connectTimeoutMs,
  headersTimeoutMs: backendFields.headersTimeoutMs,
  ...versionFields,
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
  versionSet: apiFields.versionSet.default(unversioned.versionSet),
  version: apiFields.version.default(unversioned.version),
  deprecatedOn: apiFields.deprecatedOn.default(unversioned.deprecatedOn),
  sunsetOn: apiFields.sunsetOn.default(unversioned.sunsetOn),
  deprecationNote: apiFields.deprecationNote.default(unversioned.deprecationNote),
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
  versionSet: true,
  version: true,
  deprecatedOn: true,
  sunsetOn: true,
  deprecationNote: true,
});

/** What a draft holds of an API's settings, and a revision publishes: what callers see of it. */
export const draftedFields = [
  "name",
  "summary",
  "description",
  "suffix",
  "schemes",
  "tags",
  "requiresSubscription",
  "keyHeader",
  "keyQuery",
  "acceptsForeignJobs",
] as const satisfies (keyof ApiChanges)[];

/** What the copy of an API is called, and where it lies. */
export const apiCopyInput = z.strictObject({ name: apiFields.name, suffix: apiFields.suffix });
export type ApiCopyInput = z.infer<typeof apiCopyInput>;

/** A new version of an API; one that has no versions yet is named with it. */
export const apiVersionInput = apiCopyInput.extend({
  version: versionName,
  currentVersion: versionName.optional(),
});
export type ApiVersionInput = z.infer<typeof apiVersionInput>;
