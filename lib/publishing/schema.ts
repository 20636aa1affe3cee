import { z } from "zod";
import { apiInput } from "@/lib/catalogue/api-schema";
import { webServiceUrl } from "@/lib/catalogue/backend-schema";
import { lineSchema, textSchema } from "@/lib/catalogue/text-schema";
import { publishingMessages as text } from "@/lib/messages/en/publishing";

/** Where a new API comes from, and what an admin sees before saving it. Browser-safe. */

export const publishingWays = ["blank", "classic", "online", "batch", "openapi", "curl"] as const;
export type PublishingWay = (typeof publishingWays)[number];
export const payloadShapes = ["data", "mlflow", "designer", "kserve"] as const;

const secret = z
  .string()
  .trim()
  .max(10_000, text.tooLong(10_000))
  .regex(/^[\x20-\x7e]*$/, text.secretCharacters);

const address = (missing: string) =>
  lineSchema(2_000)
    .min(1, { error: missing, abort: true })
    .refine((value) => /^https?:\/\/[^/@\s\\]+(?:\/[^\s\\]*)?$/i.test(value) && URL.canParse(value), {
      error: text.addressInvalid,
    });

/** Characters; the importer counts bytes. */
const longestDocument = 10 * 1024 * 1024;

const openApiSource = z
  .strictObject({
    kind: z.literal("openapi"),
    document: z
      .string()
      .max(longestDocument + 1_000, text.documentTooLong)
      .default(""),
    url: z.union([z.literal(""), address(text.urlMissing)]).default(""),
  })
  .superRefine(({ document, url }, context) => {
    if (document.trim() === "" && url === "") {
      context.addIssue({ code: "custom", path: ["document"], message: text.documentMissing });
    }
  });

export const importSource = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("classic"),
    requestUri: address(text.requestUriMissing),
    apiKey: secret.min(1, { error: text.apiKeyMissing, abort: true }),
  }),
  z.strictObject({
    kind: z.literal("online"),
    scoringUri: address(text.scoringUriMissing),
    apiKey: secret.default(""),
    payload: z.enum(payloadShapes).default("data"),
  }),
  z.strictObject({
    kind: z.literal("batch"),
    jobsUri: address(text.jobsUriMissing),
    token: secret.default(""),
  }),
  openApiSource,
  z.strictObject({
    kind: z.literal("curl"),
    command: textSchema(100_000).refine((command) => command.trim() !== "", { error: text.commandMissing }),
  }),
]);
export type ImportSource = z.output<typeof importSource>;

/** A new API from a source; the admin has the last word on these. */
export const publishInput = z.strictObject({
  source: importSource,
  name: apiInput.shape.name,
  webServiceUrl,
  suffix: apiInput.shape.suffix,
  schemes: apiInput.shape.schemes,
  productIds: apiInput.shape.productIds,
});
export type PublishInput = z.output<typeof publishInput>;

export const operationParts = [
  "displayName",
  "description",
  "urlTemplate",
  "parameters",
  "request",
  "responses",
] as const;
export type OperationPart = (typeof operationParts)[number];

/** What an OpenAPI document changes in an API that is there. */
export const reimportInput = z.strictObject({
  source: openApiSource,
  /** Whether operations that the document does not have are deleted. */
  removeMissing: z.boolean().default(false),
});

export const reimportApplication = reimportInput.extend({
  /** The version of a comparison: what it showed is done, or nothing. Left out: whatever it comes to by now. */
  compared: z.string().max(100).optional(),
});
export type ReimportApplication = z.output<typeof reimportApplication>;

const line = z.object({ method: z.string(), urlTemplate: z.string(), displayName: z.string() });
export type OperationLine = z.infer<typeof line>;
const note = z.object({ place: z.string(), message: z.string() });

export const publishPreview = z.object({
  name: z.string(),
  suffix: z.string(),
  webServiceUrl: z.string(),
  operations: z.array(line),
  operationCount: z.number(),
  notes: z.array(note),
  /** What became of a first call with the credential; null when none was made. */
  trial: z.object({ ok: z.boolean(), message: z.string() }).nullable(),
  hasCredential: z.boolean(),
});
export type PublishPreview = z.infer<typeof publishPreview>;

export const reimportPreview = z.object({
  added: z.array(line),
  changed: z.array(line.extend({ parts: z.array(z.enum(operationParts)) })),
  removed: z.array(line),
  unchanged: z.number(),
  notes: z.array(note),
  /** Tells one outcome of the comparison from another. */
  version: z.string(),
});
export type ReimportPreview = z.infer<typeof reimportPreview>;
