import { CORE_SCHEMA, load, mergeTag, YAMLException } from "js-yaml";
import { readJson } from "@/lib/catalogue/json-text";
import type { JsonObject } from "@/lib/catalogue/text-schema";
import { jsonExpected } from "@/lib/messages/en/catalogue";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { describePlace, documentFault, isObject, type Place } from "./place";

const mib = 1024 * 1024;
export const longestDocumentMib = 10;
const deepest = 150;
const mostValues = 1_500_000;
const mostAliases = 20_000;
const mostMergedKeys = 200_000;

/**
 * Reads JSON or YAML into plain values, bounded in size, depth and what aliases repeat, and refuses references that leave
 * the document. @throws AppError unprocessable naming line or place
 */
export function readDocument(source: string): JsonObject {
  if (source.includes("\uFFFD")) throw documentFault(text.binary);
  const value = readBounded(source, checkReference);
  if (!isObject(value)) throw documentFault(text.notAnObject);
  return value;
}

/**
 * The same of any document, references left alone unless they are checked.
 * @throws AppError unprocessable naming line or place
 */
export function readBounded(source: string, checkReference: ReferenceCheck = () => undefined): unknown {
  if (Buffer.byteLength(source) > longestDocumentMib * mib) {
    throw documentFault(text.tooLarge(longestDocumentMib));
  }
  const document = source.replace(/^\uFEFF/, "");
  if (document.trim() === "") throw documentFault(text.empty);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a file that is no text
  if (/[\0-\x08]/.test(document)) throw documentFault(text.binary);
  const value = /^\s*[{[]/.test(document) ? parseJson(document) : parseYaml(document);
  checkValues(value, checkReference);
  return value;
}

function parseJson(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    // The engine's own message names no line; ours does.
    const read = readJson(document);
    if (read.ok) return read.value;
    const { line, column } = read.fault;
    throw documentFault(text.jsonSyntax(line, column, jsonExpected(read.fault)));
  }
}

const schema = CORE_SCHEMA.withTags(mergeTag);

function parseYaml(document: string): unknown {
  try {
    return load(document, {
      schema,
      maxDepth: deepest,
      maxAliases: mostAliases,
      maxTotalMergeKeys: mostMergedKeys,
    });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = (error.mark?.line ?? 0) + 1;
    if (/single document|more than one document|multiple documents/i.test(error.reason)) {
      throw documentFault(text.severalDocuments(line));
    }
    if (!error.mark) throw documentFault(text.yamlRefused(error.reason));
    throw documentFault(text.yamlSyntax(line, error.mark.column + 1, error.reason));
  }
}

type ReferenceCheck = (reference: unknown, holder: Waiting) => void;

interface Waiting {
  value: unknown;
  depth: number;
  key: string | number;
  parent: Waiting | null;
  /** Whether it is somebody's data: what looks like a reference there is none. */
  isData: boolean;
}

const dataKeys = new Set(["example", "examples", "default", "enum", "const", "value"]);
/** Whose members are named by the author, so that `example` or `$ref` there is a name like any other. */
const namedBelow = new Set(["properties", "patternProperties", "$defs", "definitions", "schemas", "paths"]);

/** Walks what aliases share as often as it stands there: that is how often it would be copied. */
function checkValues(root: unknown, checkReference: ReferenceCheck): void {
  const waiting: Waiting[] = [{ value: root, depth: 0, key: "", parent: null, isData: false }];
  let seen = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    seen += 1;
    if (seen > mostValues) throw documentFault(text.tooMany(mostValues));
    const { value, depth } = next;
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw documentFault(text.notJson(describePlace(placeOf(next)), String(value)));
    }
    if (typeof value !== "object" || value === null) continue;
    if (depth >= deepest)
      throw documentFault(text.tooDeep(describePlace(placeOf(next).slice(0, 6)), deepest));
    const named = next.parent !== null && namedBelow.has(String(next.key)) && !next.isData;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "$ref" && !named && !next.isData) checkReference(inner, next);
      const isData = next.isData || (!named && (dataKeys.has(key) || key.startsWith("x-")));
      waiting.push({ value: inner, depth: depth + 1, key, parent: next, isData });
    }
  }
}

function checkReference(reference: unknown, holder: Waiting): void {
  if (typeof reference !== "string" || reference.startsWith("#")) return;
  throw documentFault(text.remoteReference(describePlace(placeOf(holder)), reference.slice(0, 200)));
}

function placeOf(waiting: Waiting): Place {
  const place: (string | number)[] = [];
  for (let at: Waiting | null = waiting; at?.parent; at = at.parent) place.unshift(at.key);
  return place;
}
