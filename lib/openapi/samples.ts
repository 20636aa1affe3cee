import type { JsonObject } from "@/lib/catalogue/text-schema";

/**
 * A sample of what a schema describes, for documents that give none. Bounded: schemas from elsewhere may refer to
 * themselves or ask for more values than there is room.
 */
export function sampleOf(schema: JsonObject, use: "request" | "response"): unknown {
  return new Sampler(schema, use).value(schema, []);
}

const mostValues = 300;
const deepest = 8;

type Json = Record<string, unknown>;

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where a schema refers to itself, a sample ends. */
const nothing = Symbol("nothing");

class Sampler {
  readonly #root: Json;
  readonly #hidden: "readOnly" | "writeOnly";
  #valuesLeft = mostValues;

  constructor(root: Json, use: "request" | "response") {
    this.#root = root;
    this.#hidden = use === "request" ? "readOnly" : "writeOnly";
  }

  value(given: unknown, trail: readonly string[]): unknown {
    const found = this.#sample(given, trail, 0);
    return found === nothing ? null : found;
  }

  #sample(given: unknown, trail: readonly string[], depth: number): unknown {
    this.#valuesLeft -= 1;
    if (!isJson(given)) return null;
    if (this.#valuesLeft < 0 || depth > deepest) return nothing;
    const schema = given;
    if (typeof schema.$ref === "string") {
      if (trail.includes(schema.$ref)) return nothing;
      return this.#sample(this.#find(schema.$ref), [...trail, schema.$ref], depth);
    }
    for (const key of ["example", "const", "default"]) if (schema[key] !== undefined) return schema[key];
    for (const key of ["examples", "enum"]) {
      const list = schema[key];
      if (Array.isArray(list) && list.length > 0) return list[0];
    }
    if (Array.isArray(schema.allOf)) return this.#all(schema, schema.allOf, trail, depth);
    const [choice] = [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
    if (choice !== undefined && !isJson(schema.properties)) return this.#sample(choice, trail, depth + 1);
    return this.#byType(schema, trail, depth);
  }

  #all(schema: Json, parts: unknown[], trail: readonly string[], depth: number): unknown {
    const { allOf: _, ...own } = schema;
    const samples = [...parts, ...(isJson(own.properties) ? [own] : [])].map((part) =>
      this.#sample(part, trail, depth + 1),
    );
    const objects = samples.filter(isJson);
    if (objects.length > 0) return Object.assign({}, ...objects);
    return samples.find((sample) => sample !== nothing && sample !== null) ?? nothing;
  }

  #byType(schema: Json, trail: readonly string[], depth: number): unknown {
    switch (typeOf(schema)) {
      case "object":
        return this.#object(schema, trail, depth);
      case "array": {
        const items = Array.isArray(schema.prefixItems) ? schema.prefixItems : [schema.items];
        return items
          .filter((item) => item !== undefined)
          .map((item) => this.#sample(item, trail, depth + 1))
          .filter((item) => item !== nothing);
      }
      case "integer":
      case "number":
        return typeof schema.minimum === "number" ? schema.minimum : 0;
      case "boolean":
        return true;
      case "string":
        return textOf(schema);
      default:
        return null;
    }
  }

  #object(schema: Json, trail: readonly string[], depth: number): unknown {
    const members = Object.entries(isJson(schema.properties) ? schema.properties : {}).flatMap(
      ([name, part]) => {
        if (isJson(part) && part[this.#hidden] === true) return [];
        const value = this.#sample(part, trail, depth + 1);
        return value === nothing ? [] : [[name, value] as const];
      },
    );
    if (members.length === 0 && isJson(schema.additionalProperties)) {
      const value = this.#sample(schema.additionalProperties, trail, depth + 1);
      return value === nothing ? {} : { name: value };
    }
    return Object.fromEntries(members);
  }

  #find(reference: string): unknown {
    if (!reference.startsWith("#")) return {};
    let found: unknown = this.#root;
    for (const part of reference.slice(1).split("/").slice(1)) {
      const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
      found = typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined;
    }
    return found;
  }
}

function typeOf(schema: Json): unknown {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const type = types.find((one) => one !== "null");
  if (type !== undefined) return type;
  if (isJson(schema.properties) || isJson(schema.additionalProperties)) return "object";
  return schema.items === undefined && schema.prefixItems === undefined ? undefined : "array";
}

const byFormat: Record<string, string> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  time: "12:00:00Z",
  email: "someone@example.com",
  uuid: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  uri: "https://example.com",
  url: "https://example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  byte: "R2F0ZWhvdXNl",
};

function textOf({ format }: Json): string {
  return (typeof format === "string" && byFormat[format]) || "string";
}
