import { z } from "zod";
import { apiInput } from "@/lib/catalogue/api-schema";
import { backendInput, noResilience, resilienceInput } from "@/lib/catalogue/backend-schema";
import { credentialKinds } from "@/lib/catalogue/credential-schema";
import { operationInput } from "@/lib/catalogue/operation-schema";
import { slugOf } from "@/lib/catalogue/slug";
import { isAppError } from "@/lib/errors";
import { groupInput } from "@/lib/groups/schema";
import { providerEntry } from "@/lib/identities/schema";
import { configurationMessages as text } from "@/lib/messages/en/configuration";
import { namedValueInput } from "@/lib/named-values/schema";
import { mailEventNames } from "@/lib/notifications/events-schema";
import { reminderSettings, ruleInput } from "@/lib/notifications/schema";
import { listOfLimitTerms } from "@/lib/policies/limit-schema";
import { policyDocument } from "@/lib/policies/schema";
import { productInput } from "@/lib/products/schema";
import { checkLogo } from "@/lib/settings/logo";
import { brandingSettings, organisationSettings } from "@/lib/settings/schema";
import { signUpSettings } from "@/lib/users/sign-up-schema";

/**
 * The configuration as one document: what its file holds, every default filled in. A section that is not there is not
 * spoken of; neither are an API's operations or pool. Things are known by slug or name, never by id; docs/configuration-file.md.
 */

const slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, text.slugInvalid);

/** A thing known by its slug, which follows from its name where none is given. */
function withSlug<Value extends { slug?: string | undefined }>(
  nameOf: (value: NoInfer<Value>) => string,
  otherwise: string,
) {
  return (value: Value) => ({ ...value, slug: value.slug ?? slugOf(nameOf(value), otherwise) });
}

const filePolicy = policyDocument.extend({ limits: listOfLimitTerms.default([]) });
export type FilePolicy = z.output<typeof filePolicy>;
export const emptyFilePolicy: FilePolicy = filePolicy.parse({});

const policy = filePolicy.prefault({});

const pooledBackend = backendInput.omit({ credential: true }).extend({
  /** What kind is stored; told, never written: secrets are in no file. */
  credential: z.enum(credentialKinds).default("none"),
});

const backend = pooledBackend.extend({ resilience: resilienceInput.default(noResilience) });

const operation = operationInput
  .safeExtend({ slug: slug.optional(), policy })
  .transform(withSlug(({ displayName }) => displayName, "operation"));
export type FileOperation = z.output<typeof operation>;

const api = apiInput
  .omit({
    webServiceUrl: true,
    credential: true,
    connectTimeoutMs: true,
    headersTimeoutMs: true,
    productIds: true,
  })
  .extend({
    slug: slug.optional(),
    backend,
    /** Other backends that its calls are spread over. */
    pool: z.array(pooledBackend).max(100).optional(),
    policy,
    operations: z.array(operation).max(2_000).optional(),
  })
  .transform(withSlug(({ name }) => name, "api"));
export type FileApi = z.output<typeof api>;

const product = productInput
  .omit({ groupIds: true, apiIds: true, limits: true })
  .extend({
    slug: slug.optional(),
    limits: listOfLimitTerms.default([]),
    /** By slug. */
    apis: z.array(slug).max(2_000).default([]),
    /** By name. */
    groups: z.array(groupInput.shape.name).max(1_000).default([]),
    policy,
  })
  .transform(withSlug(({ name }) => name, "product"));
export type FileProduct = z.output<typeof product>;

/** A secret one is known by name only. */
const namedValue = z.union(
  [
    z.strictObject({ name: namedValueInput.shape.name, value: namedValueInput.shape.value }),
    z.strictObject({ name: namedValueInput.shape.name, secret: z.literal(true) }),
  ],
  { error: text.namedValueShape },
);
export type FileNamedValue = z.output<typeof namedValue>;

const group = groupInput.omit({ productIds: true });
export type FileGroup = z.output<typeof group>;

/** Without a text of its own, an event has the one that Gatehouse comes with. */
const notification = z
  .strictObject({
    mailed: ruleInput.shape.mailed.default(true),
    copies: ruleInput.shape.copies.default([]),
    subject: ruleInput.shape.subject.optional(),
    body: ruleInput.shape.body.optional(),
  })
  .refine(({ subject, body }) => (subject === undefined) === (body === undefined), {
    path: ["body"],
    error: text.subjectAndBody,
  });
export type FileNotification = z.output<typeof notification>;

const picture = z.string().transform((uri, context) => {
  const [, base64 = ""] = /^data:image\/\w+;base64,([A-Za-z0-9+/=]+)$/.exec(uri) ?? [];
  try {
    const { mark, base64: data } = checkLogo(base64);
    return `data:${mark.type};base64,${data}`;
  } catch (error) {
    if (!isAppError(error)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

const settings = z
  .strictObject({
    /** Data URIs: the file is whole by itself. */
    logo: z.strictObject({ light: picture.optional(), dark: picture.optional() }),
    organisation: organisationSettings,
    branding: brandingSettings,
    signUp: z.preprocess(
      (rules) => (typeof rules === "object" && rules !== null ? { domains: [], ...rules } : rules),
      signUpSettings,
    ),
    reminders: reminderSettings,
    notifications: z.partialRecord(z.enum(mailEventNames), notification),
  })
  .partial();
export type FileSettings = z.output<typeof settings>;

export const formatVersion = 1;

export const configurationDocument = z.strictObject({
  /** The version of this format. */
  gatehouse: z.literal(formatVersion, { error: text.versionUnknown(formatVersion) }),
  settings: settings.optional(),
  /** Without their secrets: a new one is off until its secret is entered. */
  identityProviders: z.array(providerEntry).max(100).optional(),
  namedValues: z.array(namedValue).max(2_000).optional(),
  groups: z.array(group).max(1_000).optional(),
  /** Of all APIs. */
  policy: filePolicy.optional(),
  apis: z.array(api).max(2_000).optional(),
  products: z.array(product).max(1_000).optional(),
});
export type Configuration = z.output<typeof configurationDocument>;
