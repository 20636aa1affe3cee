import { type JsonObject, jsonObjectSchema } from "@/lib/catalogue/text-schema";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { FreeNames } from "./free-names";
import { describePlace, documentFault, isObject, type Place, pointerTo } from "./place";
import { type Found, lookUp, placeIn } from "./references";
import { hasOwnBase, mapParts, mapReferences } from "./schema-parts";

/** "2.0" and "3.0" have a JSON Schema of their own; 3.1's is the real one. */
export type Dialect = "2.0" | "3.0" | "3.1";

const longestSchemaCharacters = 60_000;
/** What the schemas of one document may come to, each written out where it is used; then only small ones are taken. */
const longestTogetherCharacters = 16_000_000;
const longestThenCharacters = 2_000;

export interface BundledSchema {
  /** Whole in itself: what it refers to is below its `$defs`. Undefined when it was too large or too deep. */
  schema: JsonObject | undefined;
  /** Whether parts of it were left out. */
  shortened: boolean;
}

/** What may be looked at to come to that. */
const mostLookedAtCharacters = 30_000_000;

/** Takes schemas out of a document, each with all that it refers to. */
export class SchemaReader {
  readonly #definitions: Definitions;
  #characters = 0;

  constructor(root: JsonObject, dialect: Dialect) {
    this.#definitions = new Definitions(root, dialect);
  }

  /** @throws AppError unprocessable for a reference that leads nowhere */
  read(given: unknown, place: Place): BundledSchema {
    const isFull = this.#characters >= longestTogetherCharacters;
    const room = isFull ? longestThenCharacters : longestSchemaCharacters;
    const bundle = new Bundle(this.#definitions, place, room);
    const whole = bundle.whole(given);
    this.#characters += room - bundle.room;
    return whole;
  }
}

/** Stops a little above the limit. */
function measure(value: unknown, limit: number): number {
  const waiting: unknown[] = [value];
  let size = 0;
  while (waiting.length > 0 && size <= limit) {
    const next = waiting.pop();
    if (typeof next === "string") size += next.length + 3;
    else if (typeof next !== "object" || next === null) size += 6;
    else {
      size += 2;
      for (const [key, inner] of Object.entries(next)) {
        if (!Array.isArray(next)) size += key.length + 4;
        waiting.push(inner);
      }
    }
  }
  return size;
}

/** A reference as a definition's bundle writes it. */
type Refer = (reference: string, from: Place) => string;

interface Definition {
  schema: JsonObject;
  /** What it refers to, as pointers. */
  references: string[];
}

/** What schemas of a document refer to: named once, converted once. */
class Definitions {
  readonly #root: JsonObject;
  readonly #dialect: Dialect;
  readonly #names = new Map<string, string>();
  readonly #free = new FreeNames();
  readonly #converted = new Map<string, Definition>();
  readonly #sizes = new WeakMap<object, number>();
  readonly #fit = new WeakSet<object>();
  #lookedAt = 0;

  constructor(root: JsonObject, dialect: Dialect) {
    this.#root = root;
    this.#dialect = dialect;
  }

  find(pointer: string, from: Place): Found {
    return lookUp(this.#root, pointer, from);
  }

  /** What a place is called in every bundle. */
  nameOf(pointer: string): string {
    const known = this.#names.get(pointer);
    if (known !== undefined) return known;
    const name = this.#free.take(placeIn(pointer).at(-1) ?? "document");
    this.#names.set(pointer, name);
    return name;
  }

  /** The same answer each time. */
  get(pointer: string, from: Place): Definition {
    const known = this.#converted.get(pointer);
    if (known) return known;
    const { value, place } = this.find(pointer, from);
    const references = new Set<string>();
    const schema = this.convert(value, place, (reference, at) => {
      const plain = pointerTo(placeIn(reference));
      this.find(plain, at);
      references.add(plain);
      return definitionAt(this.nameOf(plain));
    });
    const definition = { schema, references: [...references] };
    this.#converted.set(pointer, definition);
    return definition;
  }

  convert(given: unknown, place: Place, refer: Refer): JsonObject {
    if (given === true) return {};
    if (given === false) return { not: {} };
    if (!isObject(given)) throw documentFault(text.wanted(describePlace(place), text.aSchema));
    if (hasOwnBase(given)) return given;
    // Ajv's own word, with which it would answer promises.
    const { $async: _, ...plain } = given;
    const modern = this.#dialect === "3.1" ? plain : modernised(plain);
    const within = mapParts(modern, (part, path) =>
      typeof part === "boolean" ? part : this.convert(part, [...place, ...path], refer),
    );
    return mapReferences(within, (reference) => refer(reference, place));
  }

  /** About how many characters a value takes as JSON; measured once, and no further than matters. */
  sizeOf(value: unknown): number {
    if (typeof value !== "object" || value === null) return 0;
    const known = this.#sizes.get(value);
    const size = known ?? measure(value, longestSchemaCharacters);
    this.#lookedAt += known === undefined ? 2 * size : size;
    if (this.#lookedAt > mostLookedAtCharacters) throw documentFault(text.tooComplicated);
    this.#sizes.set(value, size);
    return size;
  }

  /** Whether a converted schema can be stored. */
  fits(schema: JsonObject): boolean {
    if (this.#fit.has(schema)) return true;
    const fits = jsonObjectSchema.safeParse({ $defs: { name: schema } }).success;
    if (fits) this.#fit.add(schema);
    return fits;
  }
}

function definitionAt(name: string): string {
  return `#/$defs/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** One schema on its way out. */
class Bundle {
  readonly #definitions: Definitions;
  readonly #place: Place;
  readonly #own: string;
  /** Pointers by the names that they have here. */
  readonly #wanted = new Map<string, string>();
  /** What the schema itself calls its definitions. */
  #ownNames = new Set<string>();
  /** How many characters there is room for. */
  room: number;

  constructor(definitions: Definitions, place: Place, room: number) {
    this.#definitions = definitions;
    this.#place = place;
    this.#own = pointerTo(place);
    this.room = room;
  }

  whole(given: unknown): BundledSchema {
    if (isObject(given) && isObject(given.$defs)) this.#ownNames = new Set(Object.keys(given.$defs));
    if (!this.#takes(given)) return { schema: undefined, shortened: true };
    const root = this.#definitions.convert(given, this.#place, this.#refer);
    if (!this.#definitions.fits(root)) return { schema: undefined, shortened: true };
    const { definitions, shortened } = this.#gather();
    if (Object.keys(definitions).length === 0) return { schema: root, shortened };
    const own = isObject(root.$defs) ? root.$defs : {};
    return { schema: { ...root, $defs: { ...own, ...definitions } }, shortened };
  }

  /** Nearest first, so that what does not fit any more is what matters least. */
  #gather(): { definitions: JsonObject; shortened: boolean } {
    const definitions: JsonObject = {};
    let shortened = false;
    // What a definition refers to joins the end of the map while it is gone through.
    for (const [name, pointer] of this.#wanted) {
      const definition = this.#takes(this.#definitions.find(pointer, this.#place).value)
        ? this.#definition(pointer)
        : null;
      if (definition !== null && this.#definitions.fits(definition)) definitions[name] = definition;
      else {
        shortened = true;
        definitions[name] = { title: name, description: text.schemaLeftOut };
      }
    }
    return { definitions, shortened };
  }

  #definition(pointer: string): JsonObject {
    if (this.#ownNames.size > 0) {
      const { value, place } = this.#definitions.find(pointer, this.#place);
      return this.#definitions.convert(value, place, this.#refer);
    }
    const { schema, references } = this.#definitions.get(pointer, this.#place);
    for (const reference of references) this.#wanted.set(this.#definitions.nameOf(reference), reference);
    return schema;
  }

  /** Whether there is room for a value; what is taken has none for others. */
  #takes(value: unknown): boolean {
    const size = this.#definitions.sizeOf(value);
    if (size > this.room) return false;
    this.room -= size;
    return true;
  }

  readonly #refer: Refer = (reference, from) => {
    // The same place may be written in several ways.
    const plain = pointerTo(placeIn(reference));
    if (plain === this.#own) return "#";
    if (plain.startsWith(`${this.#own}/`)) return `#${plain.slice(this.#own.length)}`;
    this.#definitions.find(plain, from);
    let name = this.#definitions.nameOf(plain);
    while (this.#ownNames.has(name)) name = `${name}_2`;
    this.#wanted.set(name, plain);
    return definitionAt(name);
  };
}

/** A schema of 2.0 or 3.0 in the words of JSON Schema 2020-12. */
function modernised(given: JsonObject): JsonObject {
  // Beside a reference nothing counts there.
  if (typeof given.$ref === "string") return { $ref: given.$ref };
  const { nullable, "x-nullable": alsoNullable, ...schema } = given;
  if (schema.type === "file") Object.assign(schema, { type: "string", format: "binary" });
  bound(schema, "exclusiveMinimum", "minimum");
  bound(schema, "exclusiveMaximum", "maximum");
  if ((nullable === true || alsoNullable === true) && typeof schema.type === "string") {
    schema.type = [schema.type, "null"];
    if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  }
  return schema;
}

/** `minimum: 1, exclusiveMinimum: true` is `exclusiveMinimum: 1` now. */
function bound(schema: JsonObject, exclusive: string, inclusive: string): void {
  const value = schema[inclusive];
  const isExclusive = schema[exclusive];
  if (typeof isExclusive !== "boolean") return;
  delete schema[exclusive];
  if (!isExclusive || value === undefined) return;
  delete schema[inclusive];
  schema[exclusive] = value;
}
