import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";

/** A JSON Schema as a tree of lines to read. What is not understood is left out, never guessed. */
export interface SchemaLine {
  /** The property's name, or what stands in its place ("each item"). */
  name: string;
  /** Whether `name` is a name in the JSON, and not words of ours. */
  literal: boolean;
  type: string;
  required: boolean;
  description?: string;
  /** Format, range, default, allowed values: in the schema's own words. */
  facts: { label: string; value: string }[];
  children: SchemaLine[];
  note?: string;
}

type Json = Record<string, unknown>;

const deepest = 12;
const mostLines = 400;
const mostReferences = 5_000;

interface Reading {
  root: Json;
  linesLeft: number;
  /** A few references to each other's folds could otherwise ask for more steps than there are lines. */
  referencesLeft: number;
}

interface Place {
  name: string;
  literal: boolean;
  required: boolean;
  /** The references that were followed to get here. */
  trail: string[];
  depth: number;
}

/** Reads a schema; at most 400 lines and 12 levels of it. */
export function describeSchema(schema: Json, name: string): SchemaLine {
  const reading = { root: schema, linesLeft: mostLines, referencesLeft: mostReferences };
  return readLine(schema, { name, literal: false, required: false, trail: [], depth: 0 }, reading);
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function readLine(given: Json, place: Place, reading: Reading): SchemaLine {
  reading.linesLeft--;
  const { schema, trail, repeats } = resolve(given, place.trail, reading);
  const { name, literal, required } = place;
  const line: SchemaLine = {
    name,
    literal,
    required,
    type: typeOf(schema),
    facts: factsOf(schema),
    children: [],
    ...(typeof schema.description === "string" && { description: schema.description }),
  };
  if (repeats !== null) return { ...line, note: text.schemaRecursive(repeats) };
  const children = childrenOf(schema);
  if (children.length > 0 && place.depth >= deepest) return { ...line, note: text.schemaCut };
  for (const child of children) {
    if (reading.linesLeft <= 0) return { ...line, note: text.schemaCut };
    line.children.push(readLine(child.schema, { ...child, trail, depth: place.depth + 1 }, reading));
  }
  return line;
}

interface Resolved {
  schema: Json;
  trail: string[];
  /** The name of a reference that leads back to itself, or null. */
  repeats: string | null;
}

/** Follows `$ref` within the document and folds `allOf` into one. References elsewhere are not followed. */
function resolve(given: Json, trail: string[], reading: Reading): Resolved {
  if (--reading.referencesLeft < 0) return { schema: {}, trail, repeats: null };
  let schema = given;
  let followed = trail;
  while (typeof schema.$ref === "string") {
    const reference = schema.$ref;
    if (followed.includes(reference)) return { schema, trail: followed, repeats: lastPart(reference) };
    followed = [...followed, reference];
    const { $ref: _, ...beside } = schema;
    schema = { ...find(reading.root, reference), ...beside };
  }
  const parts = objects(schema.allOf);
  if (parts.length === 0) return { schema, trail: followed, repeats: null };
  const { allOf: _, ...own } = schema;
  const folded = [...parts.map((part) => resolve(part, followed, reading).schema), own].reduce(fold, {});
  return { schema: folded, trail: followed, repeats: null };
}

function fold(left: Json, right: Json): Json {
  const properties = { ...asJson(left.properties), ...asJson(right.properties) };
  const required = [...names(left.required), ...names(right.required)];
  return {
    ...left,
    ...right,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

function asJson(value: unknown): Json {
  return isJson(value) ? value : {};
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

function lastPart(reference: string): string {
  return reference.split("/").at(-1) ?? reference;
}

/** What a local JSON Pointer (RFC 6901) leads to; nothing for any other reference. */
function find(root: Json, reference: string): Json {
  if (!reference.startsWith("#")) return {};
  let found: unknown = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const key = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
    found = isJson(found) || Array.isArray(found) ? Reflect.get(found, key) : undefined;
  }
  return asJson(found);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not escaped at all: a name with a bare per cent sign.
    return part;
  }
}

type Child = Pick<Place, "name" | "literal" | "required"> & { schema: Json };

function childrenOf(schema: Json): Child[] {
  const required = new Set(names(schema.required));
  const children: Child[] = Object.entries(asJson(schema.properties)).map(([name, property]) => ({
    name,
    literal: true,
    required: required.has(name),
    schema: asJson(property),
  }));
  const add = (name: string, inner: unknown) => {
    if (isJson(inner) && Object.keys(inner).length > 0) {
      children.push({ name, literal: false, required: false, schema: inner });
    }
  };
  add(text.schemaOther, schema.additionalProperties);
  if (Array.isArray(schema.items)) schema.items.forEach((item, index) => void add(`[${index}]`, item));
  else add(text.schemaItems, schema.items);
  objects(schema.prefixItems).forEach((item, index) => void add(`[${index}]`, item));
  objects(schema.oneOf).forEach((choice, index) => void add(`${text.schemaOneOf} ${index + 1}`, choice));
  objects(schema.anyOf).forEach((choice, index) => void add(`${text.schemaAnyOf} ${index + 1}`, choice));
  return children;
}

/** "string", "integer or null", "array of string", "object". */
function typeOf(schema: Json): string {
  const given = Array.isArray(schema.type) ? names(schema.type) : names([schema.type]);
  const types = given.length > 0 ? given : [guessedType(schema)];
  const words = types.filter((type) => type !== "null").map((type) => withItems(type, schema));
  const nullable = types.includes("null") || schema.nullable === true || schema["x-nullable"] === true;
  if (words.length === 0) return "null";
  return nullable ? `${words.join(" or ")} ${text.schemaNullable}` : words.join(" or ");
}

function guessedType(schema: Json): string {
  if (isJson(schema.properties)) return "object";
  if (schema.items !== undefined || schema.prefixItems !== undefined) return "array";
  const [value] = [schema.const, ...(Array.isArray(schema.enum) ? schema.enum : [])].filter(
    (one) => one !== undefined && one !== null,
  );
  return value === undefined || typeof value === "object" ? text.schemaAny : typeof value;
}

function withItems(type: string, { items }: Json): string {
  if (type !== "array" || !isJson(items)) return type;
  const inner = names([items.type]);
  return inner.length === 0 ? type : `array of ${inner.join()}`;
}

const factKeys = {
  format: "format",
  const: "always",
  default: "default",
  pattern: "pattern",
  minimum: "at least",
  exclusiveMinimum: "more than",
  maximum: "at most",
  exclusiveMaximum: "less than",
  minLength: "characters, at least",
  maxLength: "characters, at most",
  minItems: "items, at least",
  maxItems: "items, at most",
  example: "for example",
} as const;

function factsOf(schema: Json): SchemaLine["facts"] {
  const facts = Object.entries(factKeys).flatMap(([key, label]) => {
    const value = schema[key];
    // An example of a whole object says what its properties say already.
    if (
      value === undefined ||
      typeof value === "boolean" ||
      (key === "example" && typeof value === "object")
    ) {
      return key === "default" && typeof value === "boolean" ? [{ label, value: String(value) }] : [];
    }
    return [{ label, value: shown(value) }];
  });
  if (!Array.isArray(schema.enum) || schema.enum.length === 0) return facts;
  return [...facts, { label: text.allowedValues.toLowerCase(), value: schema.enum.map(shown).join(", ") }];
}

const longestFact = 300;

function shown(value: unknown): string {
  const whole = typeof value === "string" ? value : JSON.stringify(value);
  return whole.length > longestFact ? `${whole.slice(0, longestFact)}…` : whole;
}
