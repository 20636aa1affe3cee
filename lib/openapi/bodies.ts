import { isDeepStrictEqual } from "node:util";
import { readableJson } from "@/lib/azureml/samples";
import {
  isJsonType,
  type OperationRequest,
  type OperationResponse,
  type Representation,
  representationSchema,
} from "@/lib/catalogue/operation-schema";
import { type JsonObject, longestTextCharacters } from "@/lib/catalogue/text-schema";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { isNoResponse } from "./export";
import { extensions } from "./extensions";
import type { Notes } from "./notes";
import type { FoundParameter } from "./parameters";
import { describePlace, documentFault, entriesAt, isObject, objectAt, type Place } from "./place";
import { follow, followObject } from "./references";
import { sampleOf } from "./samples";
import type { SchemaReader } from "./schemas";

/** Requests and responses: content types with sample and schema. */

export interface BodyContext {
  root: JsonObject;
  schemas: SchemaReader;
  notes: Notes;
  isOurs: boolean;
  /** 2.0 says content types for a whole operation or document. */
  isTwo: boolean;
}

const mostRepresentations = 20;
const mostResponses = 50;

/** The request of 3.x. */
export function readRequestBody(given: unknown, at: Place, context: BodyContext): OperationRequest | null {
  if (given === undefined || given === null) return null;
  const { value, place } = followObject(context.root, given, at);
  const description = context.notes.clip(value.description, 10_000, place);
  return {
    ...(description !== "" && { description }),
    ...(typeof value.required === "boolean" && { required: value.required }),
    representations: readContent(value.content, [...place, "content"], "request", context),
  };
}

/** The request of 2.0: a body parameter, or the fields of a form. */
export function readBodyParameters(
  parameters: readonly FoundParameter[],
  consumes: readonly string[],
  context: BodyContext,
): OperationRequest | null {
  const body = parameters.find((parameter) => parameter.in === "body");
  const fields = parameters.filter((parameter) => parameter.in === "formData");
  if (body) {
    const description = context.notes.clip(body.value.description, 10_000, body.place);
    const media: JsonObject = body.value.schema === undefined ? {} : { schema: body.value.schema };
    return {
      ...(description !== "" && { description }),
      required: body.value.required === true,
      representations: representationsOf(consumes, media, body.place, "request", context),
    };
  }
  if (fields.length === 0) return null;
  const hasFile = fields.some(({ value }) => value.type === "file");
  const types = consumes.filter((type) => /^(?:multipart\/|application\/x-www-form)/i.test(type));
  const otherwise = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  return {
    required: fields.some(({ value }) => value.required === true),
    representations: representationsOf(
      types.length > 0 ? types : [otherwise],
      { schema: formSchema(fields) },
      fields[0]?.place ?? [],
      "request",
      context,
    ),
  };
}

function formSchema(fields: readonly FoundParameter[]): JsonObject {
  const properties = fields.map(({ name, value }) => {
    const { name: _, in: __, required: ___, ...schema } = value;
    return [name, schema];
  });
  const required = fields.filter(({ value }) => value.required === true).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
}

/** @param produces the content types of 2.0's answers */
export function readResponses(
  given: unknown,
  at: Place,
  produces: readonly string[],
  context: BodyContext,
): OperationResponse[] {
  const responses: OperationResponse[] = [];
  const entries = entriesAt(given, at).filter(
    ([status, response]) => !status.startsWith("x-") && !(context.isOurs && isNoResponse(status, response)),
  );
  const exact = new Set(entries.map(([status]) => status));
  // What is said of one status counts before what is said of many.
  const ordered = [...entries].sort(([one], [other]) => rank(one) - rank(other));
  for (const [status, response] of ordered) {
    const place = [...at, status];
    const number = statusOf(status, exact, place);
    if (responses.some((one) => one.status === number))
      context.notes.add(place, text.notes.statusTaken(status));
    else if (responses.length === mostResponses)
      context.notes.add(at, text.notes.moreResponses(mostResponses));
    else responses.push(readResponse(number, response, place, produces, context));
  }
  return responses;
}

function rank(status: string): number {
  return /^\d{3}$/.test(status) ? 0 : status === "default" ? 2 : 1;
}

/** `4XX` is 400; `default` is the failure, unless nothing says what success is. */
function statusOf(status: string, all: ReadonlySet<string>, place: Place): number {
  if (/^[1-5]\d\d$/.test(status)) return Number(status);
  const range = /^([1-5])xx$/i.exec(status)?.[1];
  if (range !== undefined) return Number(range) * 100;
  if (status !== "default") throw documentFault(text.statusInvalid(describePlace(place)));
  return [...all].some((one) => /^2/.test(one)) ? 500 : 200;
}

function readResponse(
  status: number,
  given: unknown,
  at: Place,
  produces: readonly string[],
  context: BodyContext,
): OperationResponse {
  const { value, place } = followObject(context.root, given, at);
  return {
    status,
    description: context.notes.clip(value.description, 10_000, place),
    representations: context.isTwo
      ? readTwoResponse(value, place, produces, context)
      : readContent(value.content, [...place, "content"], "response", context),
  };
}

function readTwoResponse(value: JsonObject, place: Place, produces: readonly string[], context: BodyContext) {
  const examples = isObject(value.examples) ? value.examples : {};
  const types = [...new Set([...(value.schema === undefined ? [] : produces), ...Object.keys(examples)])];
  return types.flatMap((type) => {
    const media: JsonObject = {
      ...(value.schema !== undefined && { schema: value.schema }),
      ...(examples[type] !== undefined && { example: examples[type] }),
    };
    return representationsOf([type], media, place, "response", context);
  });
}

type Use = "request" | "response";

function readContent(given: unknown, at: Place, use: Use, context: BodyContext): Representation[] {
  const found: Representation[] = [];
  for (const [type, value] of entriesAt(given, at)) {
    const place = [...at, type];
    const [representation] = representationsOf([type], objectAt(value, place), place, use, context);
    if (!representation) continue;
    const isThere = found.some((one) => isSameType(one, representation));
    if (found.length === mostRepresentations) {
      context.notes.add(at, text.notes.moreRepresentations(mostRepresentations));
      break;
    }
    if (!isThere) found.push(representation);
  }
  return found;
}

function isSameType(one: Representation, other: Representation): boolean {
  return one.contentType.toLowerCase() === other.contentType.toLowerCase();
}

function representationsOf(
  types: readonly string[],
  media: JsonObject,
  place: Place,
  use: Use,
  context: BodyContext,
): Representation[] {
  return types.slice(0, mostRepresentations).flatMap((type) => {
    // "Anything" is mostly JSON whose content type nobody named.
    const contentType =
      type.trim() === "*/*" && media.schema !== undefined ? "application/json" : type.trim();
    if (!representationSchema.safeParse({ contentType }).success) {
      context.notes.add(place, text.notes.contentType(type));
      return [];
    }
    const schema = readSchema(media.schema, [...place, "schema"], context);
    const sample = readSample(contentType, media, place, schema, use, context);
    return [{ contentType, ...(sample !== undefined && { sample }), ...(schema && { schema }) }];
  });
}

function readSchema(given: unknown, place: Place, { schemas, notes }: BodyContext): JsonObject | undefined {
  if (given === undefined || given === null) return undefined;
  const { schema, shortened } = schemas.read(given, place);
  if (schema === undefined) notes.add(place, text.notes.schemaDropped);
  else if (shortened) notes.add(place, text.notes.schemaShortened);
  return schema;
}

function readSample(
  contentType: string,
  media: JsonObject,
  place: Place,
  schema: JsonObject | undefined,
  use: Use,
  context: BodyContext,
): string | undefined {
  const example = exampleOf(media, place, context);
  if (example === undefined && context.isOurs) return undefined;
  const own = media[extensions.sample];
  if (typeof own === "string" && isSame(own, example)) return own;
  const made = example === undefined && schema && fitsJson(contentType);
  const value = made ? sampleOf(schema, use) : example;
  const sample = writeSample(contentType, value);
  if (sample === undefined || representationSchema.safeParse({ contentType, sample }).success) return sample;
  context.notes.add(place, text.notes.sampleInvalid);
  return undefined;
}

/** Whether a sample can be made from a JSON schema: of other types the schema says too little. */
function fitsJson(contentType: string): boolean {
  return isJsonType(contentType) || contentType.startsWith("application/x-www-form-urlencoded");
}

function isSame(written: string, example: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(written), example);
  } catch {
    return false;
  }
}

function exampleOf(media: JsonObject, place: Place, { root }: BodyContext): unknown {
  if (media.example !== undefined) return media.example;
  if (!isObject(media.examples)) return undefined;
  for (const [name, example] of Object.entries(media.examples)) {
    const { value } = follow(root, example, [...place, "examples", name]);
    if (isObject(value) && value.value !== undefined) return value.value;
  }
  return undefined;
}

function writeSample(contentType: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const sample = isJsonType(contentType) ? jsonSample(value) : plainSample(contentType, value);
  return sample === undefined || sample.length > longestTextCharacters ? undefined : sample;
}

/** A text that is JSON already stands as it is: many write their examples so. */
function jsonSample(value: unknown): string {
  if (typeof value === "string" && /^\s*[{[]/.test(value)) {
    try {
      JSON.parse(value);
      return value;
    } catch {
      // Not JSON after all: a text that begins with a bracket.
      return readableJson(value);
    }
  }
  return readableJson(value);
}

function plainSample(contentType: string, value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isObject(value) || !contentType.startsWith("application/x-www-form-urlencoded")) return undefined;
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    typeof field === "string" ? field : JSON.stringify(field),
  ]);
  return new URLSearchParams(fields).toString();
}
