import { z } from "zod";
import { apiMessages as text } from "@/lib/messages/en/catalogue";
import { urlTemplateMessage } from "@/lib/messages/en/url-template";
import { readJson } from "./json-text";
import {
  jsonObjectSchema,
  lineSchema,
  longestTemplateCharacters,
  longestTextCharacters,
  textSchema,
  tokenPattern,
} from "./text-schema";
import { parseUrlTemplate } from "./url-template";

/** What an operation is made of. Browser-safe. */

export const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
export const parameterPlaces = ["path", "query", "header"] as const;
export const parameterTypes = ["string", "integer", "number", "boolean"] as const;

const valueOfType: Record<(typeof parameterTypes)[number], RegExp> = {
  string: /^/,
  integer: /^-?\d+$/,
  number: /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/,
  boolean: /^(?:true|false)$/,
};

export const parameterSchema = z
  .strictObject({
    name: lineSchema(200).min(1, { error: text.parameterNameMissing, abort: true }),
    in: z.enum(parameterPlaces, { error: text.placeUnknown }),
    type: z.enum(parameterTypes, { error: text.typeUnknown }).default("string"),
    required: z.boolean().default(true),
    default: textSchema(10_000).optional(),
    description: textSchema(10_000).optional(),
    enum: z.array(textSchema(1_000)).max(500).optional(),
  })
  .superRefine((parameter, context) => {
    const { name, in: place, type, default: preset, enum: allowed = [] } = parameter;
    const add = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (place === "header" && name !== "" && !tokenPattern.test(name)) add("name", text.headerNameInvalid);
    if (!preset) return;
    if (!valueOfType[type].test(preset)) add("default", text.defaultOfType(type));
    else if (allowed.length > 0 && !allowed.includes(preset))
      add("default", text.defaultNotAllowed(allowed.join(", ")));
  });
export type Parameter = z.infer<typeof parameterSchema>;

const jsonType = /^[^/;]+\/(?:[^;]*\+)?json\s*(?:;|$)/i;

/** Whether a content type's bodies are JSON: `application/json`, `text/json`, `application/problem+json`. */
export function isJsonType(contentType: string): boolean {
  return jsonType.test(contentType.trim());
}

/** JSON as it is typed: its line and column are named where it goes wrong. Empty means none. */
const jsonObjectText = z
  .string()
  .max(longestTextCharacters, text.tooLong(longestTextCharacters))
  .transform((typed, context) => {
    if (typed.trim() === "") return undefined;
    const read = readJson(typed);
    if (read.ok) return read.value;
    context.addIssue({ code: "custom", message: text.jsonInvalid(read.fault) });
    return z.NEVER;
  })
  .pipe(jsonObjectSchema.optional());

function representationWith<Schema extends z.ZodType>(schema: Schema) {
  return z
    .strictObject({
      contentType: lineSchema(200).regex(
        /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+([\t ]*;[\t\x20-\x7e]*)?$/,
        text.contentTypeInvalid,
      ),
      sample: textSchema(longestTextCharacters).optional(),
      schema,
    })
    .superRefine(({ contentType, sample }, context) => {
      if (!sample?.trim() || !isJsonType(contentType)) return;
      const read = readJson(sample);
      if (read.ok) return;
      context.addIssue({ code: "custom", path: ["sample"], message: text.jsonInvalid(read.fault) });
    });
}

function requestWith<Schema extends z.ZodType>(schema: Schema) {
  return z.strictObject({
    description: textSchema(10_000).optional(),
    required: z.boolean().optional(),
    representations: z.array(representationWith(schema)).max(20),
  });
}

function responseWith<Schema extends z.ZodType>(schema: Schema) {
  return z.strictObject({
    status: z.coerce
      .number({ error: text.statusInvalid })
      .int(text.statusInvalid)
      .min(100, text.statusInvalid)
      .max(599, text.statusInvalid),
    description: textSchema(10_000).default(""),
    representations: z.array(representationWith(schema)).max(20).default([]),
  });
}

const storedJson = jsonObjectSchema.optional();
export const representationSchema = representationWith(storedJson);
export type Representation = z.infer<typeof representationSchema>;
export const requestSchema = requestWith(storedJson);
export type OperationRequest = z.infer<typeof requestSchema>;
export const responseSchema = responseWith(storedJson);
export type OperationResponse = z.infer<typeof responseSchema>;

const urlTemplate = lineSchema(longestTemplateCharacters).superRefine((template, context) => {
  const parsed = parseUrlTemplate(template);
  if (!parsed.ok) context.addIssue({ code: "custom", message: urlTemplateMessage(parsed.error) });
});

function operationWith<Schema extends z.ZodType>(schema: Schema) {
  return z
    .strictObject({
      displayName: lineSchema(200).min(1, { error: text.displayNameMissing, abort: true }),
      description: textSchema(longestTextCharacters).default(""),
      method: z.enum(httpMethods, { error: text.methodUnknown(httpMethods.join(", ")) }),
      urlTemplate,
      parameters: z.array(parameterSchema).max(200).default([]),
      request: requestWith(schema).nullable().default(null),
      responses: z.array(responseWith(schema)).max(50).default([]),
    })
    .superRefine(({ parameters, request, responses }, context) => {
      const add = (path: (string | number)[], message: string) =>
        context.addIssue({ code: "custom", path, message });
      for (const index of repeated(parameters.map(({ in: place, name }) => `${place} ${lower(name)}`))) {
        add(["parameters", index, "name"], text.parameterRepeated(parameters[index]?.name ?? ""));
      }
      for (const index of repeated(responses.map(({ status }) => String(status)))) {
        add(["responses", index, "status"], text.statusRepeated(responses[index]?.status ?? 0));
      }
      const bodies = [{ path: ["request"], body: request }, ...responses.map(bodyOfResponse)];
      for (const { path, body } of bodies) {
        const types = body?.representations.map(({ contentType }) => lower(contentType)) ?? [];
        for (const index of repeated(types)) {
          add([...path, "representations", index, "contentType"], text.contentTypeRepeated);
        }
      }
    });
}

function bodyOfResponse<Body>(body: Body, index: number): { path: (string | number)[]; body: Body } {
  return { path: ["responses", index], body };
}

export const operationInput = operationWith(storedJson);
export type OperationInput = z.infer<typeof operationInput>;

/** The same as its form holds it: JSON schemas as text. Its output is an `OperationInput`. */
export const operationForm = operationWith(jsonObjectText);

/** Every operation of an API, in the order wanted. */
export const operationOrder = z.strictObject({ operationIds: z.array(z.string()).max(10_000) });

function lower(value: string): string {
  return value.toLowerCase();
}

function repeated(values: string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
