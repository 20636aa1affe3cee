import type { JsonObject } from "@/lib/catalogue/text-schema";
import { isObject } from "./place";

/** Where JSON Schema has schemas within schemas (JSON Schema 2020-12, and what earlier drafts called it). */
const namedParts = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"] as const;
const singleParts = [
  "additionalProperties",
  "additionalItems",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
  "contentSchema",
] as const;
const listedParts = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;

type Change = (schema: unknown, path: readonly (string | number)[]) => unknown;

/** A copy of a schema with every schema directly within it changed; everything else stays as it is. */
export function mapParts(schema: JsonObject, change: Change): JsonObject {
  const copy: JsonObject = { ...schema };
  const set = (key: string, value: unknown) => {
    // What comes from a JSON document by copying is JSON.
    copy[key] = value as JsonObject[string];
  };
  const list = (key: string, items: unknown[]) =>
    set(
      key,
      items.map((item, index) => change(item, [key, index])),
    );
  for (const key of namedParts) {
    const named = schema[key];
    if (!isObject(named)) continue;
    set(
      key,
      Object.fromEntries(Object.entries(named).map(([name, part]) => [name, change(part, [key, name])])),
    );
  }
  for (const key of singleParts) {
    if (isObject(schema[key])) set(key, change(schema[key], [key]));
  }
  for (const key of listedParts) {
    const items = schema[key];
    if (Array.isArray(items)) list(key, items);
  }
  if (Array.isArray(schema.items)) list("items", schema.items);
  else if (isObject(schema.items)) set("items", change(schema.items, ["items"]));
  return copy;
}

/** Whether references within it are about itself and not about the document (JSON Schema 2020-12, section 8.2.1). */
export function hasOwnBase(schema: JsonObject): boolean {
  return typeof schema.$id === "string";
}

/** A copy whose local references, those in a discriminator's mapping included, lead elsewhere. */
export function mapReferences(schema: JsonObject, change: (reference: string) => string): JsonObject {
  const copy = { ...schema };
  const isLocal = (value: unknown): value is string =>
    typeof value === "string" && (value === "#" || value.startsWith("#/"));
  if (isLocal(copy.$ref)) copy.$ref = change(copy.$ref);
  const { discriminator } = copy;
  if (isObject(discriminator) && isObject(discriminator.mapping)) {
    const mapping = Object.entries(discriminator.mapping).map(([name, reference]) => [
      name,
      isLocal(reference) ? change(reference) : reference,
    ]);
    copy.discriminator = { ...discriminator, mapping: Object.fromEntries(mapping) };
  }
  return copy;
}
