import { z } from "zod";
import { apiMessages as text } from "@/lib/messages/en/catalogue";
import { urlTemplateMessage } from "@/lib/messages/en/url-template";
import { parseUrlTemplate } from "./url-template";

/** What an API and its operations are made of: the one schema behind form, route and storage. Browser-safe. */

export const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
export const apiSchemes = ["https", "http", "both"] as const;
export const parameterPlaces = ["path", "query", "header"] as const;
export const parameterTypes = ["string", "integer", "number", "boolean"] as const;
export const credentialKinds = ["none", "bearer", "header", "query", "basic"] as const;

const longestText = 100_000;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export const parameterSchema = z.strictObject({
  name: z.string().trim().min(1, text.parameterNameMissing).max(200, text.tooLong(200)),
  in: z.enum(parameterPlaces),
  type: z.enum(parameterTypes).default("string"),
  required: z.boolean().default(true),
  default: z.string().max(10_000, text.tooLong(10_000)).optional(),
  description: z.string().max(10_000, text.tooLong(10_000)).optional(),
  enum: z.array(z.string().max(1_000)).max(500).optional(),
});
export type Parameter = z.infer<typeof parameterSchema>;

/** A JSON Schema, kept as it was given. */
const jsonSchema = z.record(z.string(), z.json());

export const representationSchema = z.strictObject({
  contentType: z
    .string()
    .trim()
    .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+(\s*;.*)?$/, text.contentTypeInvalid),
  sample: z.string().max(longestText, text.tooLong(longestText)).optional(),
  schema: jsonSchema.optional(),
});
export type Representation = z.infer<typeof representationSchema>;

export const requestSchema = z.strictObject({
  description: z.string().max(10_000, text.tooLong(10_000)).optional(),
  required: z.boolean().optional(),
  representations: z.array(representationSchema).max(20),
});
export type OperationRequest = z.infer<typeof requestSchema>;

export const responseSchema = z.strictObject({
  status: z.coerce.number().int(text.statusInvalid).min(100, text.statusInvalid).max(599, text.statusInvalid),
  description: z.string().max(10_000, text.tooLong(10_000)).default(""),
  representations: z.array(representationSchema).max(20).default([]),
});
export type OperationResponse = z.infer<typeof responseSchema>;

const urlTemplate = z
  .string()
  .trim()
  .max(2_000, text.tooLong(2_000))
  .superRefine((template, context) => {
    const parsed = parseUrlTemplate(template);
    if (!parsed.ok) context.addIssue({ code: "custom", message: urlTemplateMessage(parsed.error) });
  });

export const operationInput = z
  .strictObject({
    displayName: z.string().trim().min(1, text.displayNameMissing).max(200, text.tooLong(200)),
    description: z.string().max(longestText, text.tooLong(longestText)).default(""),
    method: z.enum(httpMethods, { error: text.methodUnknown(httpMethods.join(", ")) }),
    urlTemplate,
    parameters: z.array(parameterSchema).max(200).default([]),
    request: requestSchema.nullable().default(null),
    responses: z.array(responseSchema).max(50).default([]),
  })
  .superRefine(({ parameters, responses }, context) => {
    repeated(parameters.map(({ in: place, name }) => `${place} ${name.toLowerCase()}`)).forEach((index) => {
      const name = parameters[index]?.name ?? "";
      context.addIssue({
        code: "custom",
        path: ["parameters", index, "name"],
        message: text.parameterRepeated(name),
      });
    });
    repeated(responses.map(({ status }) => String(status))).forEach((index) => {
      context.addIssue({
        code: "custom",
        path: ["responses", index, "status"],
        message: text.statusRepeated(responses[index]?.status ?? 0),
      });
    });
  });
export type OperationInput = z.infer<typeof operationInput>;

function repeated(values: string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** Lower-case path segments; slashes at the ends are forgiven and taken off. */
export const suffixSchema = z
  .string()
  .trim()
  .transform((suffix) => suffix.replace(/^\/+|\/+$/g, "").toLowerCase())
  .pipe(
    z
      .string()
      .min(1, text.suffixMissing)
      .max(200, text.tooLong(200))
      .regex(/^[a-z0-9](?:[a-z0-9._~-]*)(?:\/[a-z0-9](?:[a-z0-9._~-]*))*$/, text.suffixInvalid),
  );

export const webServiceUrl = z
  .string()
  .trim()
  .min(1, text.urlMissing)
  .max(2_000, text.tooLong(2_000))
  .superRefine((value, context) => {
    const url = URL.parse(value);
    const add = (message: string) => context.addIssue({ code: "custom", message });
    if (value === "") return;
    if (!url || !/^https?:\/\//i.test(value)) add(text.urlInvalid);
    else if (url.username || url.password) add(text.urlWithUser);
    else if (url.search || url.hash || /[?#]/.test(value)) add(text.urlWithQuery);
  })
  .transform((value) => value.replace(/\/+$/, ""));

/** Write-only. `undefined` keeps what is stored; kind "none" removes it. */
export const credentialInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("bearer"), secret: secretText() }),
  z.strictObject({ kind: z.literal("header"), name: credentialName(), secret: secretText() }),
  z.strictObject({ kind: z.literal("query"), name: credentialName(), secret: secretText() }),
  z.strictObject({
    kind: z.literal("basic"),
    name: z.string().trim().min(1, text.userNameMissing),
    secret: secretText(),
  }),
]);
export type CredentialInput = z.infer<typeof credentialInput>;

function secretText() {
  return z
    .string()
    .trim()
    .min(1, text.secretMissing)
    .max(10_000, text.tooLong(10_000))
    .regex(/^[\x20-\x7e]*$/, text.secretCharacters);
}

function credentialName() {
  return z.string().trim().min(1, text.credentialNameMissing).regex(token, text.headerNameInvalid);
}

const timeout = (longest: number) =>
  z.coerce
    .number()
    .int(text.timeoutInvalid(longest))
    .min(100, text.timeoutInvalid(longest))
    .max(longest, text.timeoutInvalid(longest));

export const apiInput = z.strictObject({
  name: z.string().trim().min(1, text.nameMissing).max(200, text.tooLong(200)),
  summary: z.string().trim().max(500, text.tooLong(500)).default(""),
  description: z.string().max(longestText, text.tooLong(longestText)).default(""),
  webServiceUrl,
  suffix: suffixSchema,
  schemes: z.enum(apiSchemes, { error: text.schemeMissing }).default("https"),
  tags: z
    .array(z.string().trim().min(1).max(50, text.tooLong(50)))
    .max(20)
    .default([]),
  productIds: z.array(z.string()).max(200).default([]),
  published: z.boolean().default(true),
  featured: z.boolean().default(false),
  requiresSubscription: z.boolean().default(true),
  keyHeader: z.string().trim().regex(token, text.headerNameInvalid).default("Ocp-Apim-Subscription-Key"),
  keyQuery: z.string().trim().regex(token, text.headerNameInvalid).default("subscription-key"),
  credential: credentialInput.optional(),
  connectTimeoutMs: timeout(60_000).default(5_000),
  headersTimeoutMs: timeout(240_000).default(30_000),
});
export type ApiInput = z.infer<typeof apiInput>;
