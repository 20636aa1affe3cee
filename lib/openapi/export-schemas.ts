import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "@/lib/catalogue/text-schema";
import { isObject, type Place, pointerTo } from "./place";
import { placeIn } from "./references";
import { hasOwnBase, mapParts, mapReferences } from "./schema-parts";

/**
 * In the catalogue each schema is whole in itself: `#/$defs/Pet` is below its own root. In a document `#` is the
 * document, so references are written anew; definitions that are the same wherever they are used stand below
 * components once, by their name, and the others stay where they are.
 */
export function exportSchemas(document: JsonObject): JsonObject {
  const shared = sharedDefinitions(rootSchemas(document).map(({ schema }) => schema));
  const components = isObject(document.components) ? document.components : {};
  const schemas = Object.fromEntries(
    [...shared].map(([name, definition]) => [
      name,
      relocate(definition, ["components", "schemas", name], shared),
    ]),
  );
  return {
    ...mapContents(document, (schema, place) => {
      const { $defs, ...rest } = schema;
      const own = isObject($defs) ? Object.entries($defs).filter(([name]) => !shared.has(name)) : [];
      const isEmptied = own.length === 0 && isObject($defs) && Object.keys($defs).length > 0;
      const kept: JsonObject = $defs === undefined || isEmptied ? {} : { $defs: Object.fromEntries(own) };
      return relocate({ ...rest, ...kept }, place, shared);
    }),
    components: { ...components, ...(shared.size > 0 && { schemas }) },
  };
}

function relocate(schema: JsonObject, root: Place, shared: ReadonlyMap<string, JsonObject>): JsonObject {
  const change = (given: unknown): unknown => {
    if (!isObject(given) || hasOwnBase(given)) return given;
    return mapReferences(mapParts(given, change), (reference) => {
      const [first, name = "", ...rest] = placeIn(reference);
      if (first === "$defs" && shared.has(name)) return pointerTo(["components", "schemas", name, ...rest]);
      return reference === "#" ? pointerTo(root) : `${pointerTo(root)}${reference.slice(1)}`;
    });
  };
  const changed = change(schema);
  return isObject(changed) ? changed : schema;
}

const componentName = /^[A-Za-z0-9._-]+$/;

/** Definitions that are used, refer to shared ones only, and are one and the same in every schema that has them. */
function sharedDefinitions(schemas: readonly JsonObject[]): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const apart = new Set<string>();
  for (const schema of schemas) {
    if (!isObject(schema.$defs)) continue;
    const { reached, entered } = reachedFrom(schema);
    for (const name of entered) apart.add(name);
    for (const [name, definition] of Object.entries(schema.$defs)) {
      const known = found.get(name);
      const isPlain =
        isObject(definition) && componentName.test(name) && reached.has(name) && !hasOwnBase(schema);
      if (!isPlain || (known !== undefined && !isDeepStrictEqual(known, definition))) apart.add(name);
      else found.set(name, definition);
    }
  }
  // What refers to something that stays behind stays with it.
  for (let before = -1; before !== apart.size; ) {
    before = apart.size;
    for (const [name, definition] of found) {
      if (!apart.has(name) && referencesIn(definition).some((one) => !isShared(one, found, apart)))
        apart.add(name);
    }
  }
  for (const name of apart) found.delete(name);
  return found;
}

function isShared(
  reference: string,
  found: ReadonlyMap<string, unknown>,
  apart: ReadonlySet<string>,
): boolean {
  const [first, name, ...rest] = placeIn(reference);
  return first === "$defs" && name !== undefined && rest.length === 0 && found.has(name) && !apart.has(name);
}

/** The definitions that a schema's own references lead to, directly or through others; and those they lead into. */
function reachedFrom({ $defs, ...schema }: JsonObject): { reached: Set<string>; entered: Set<string> } {
  const reached = new Set<string>();
  const entered = new Set<string>();
  const waiting: unknown[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const reference of referencesIn(next)) {
      const [first, name, ...rest] = placeIn(reference);
      if (first !== "$defs" || name === undefined) continue;
      if (rest.length > 0) entered.add(name);
      if (reached.has(name)) continue;
      reached.add(name);
      if (isObject($defs) && $defs[name] !== undefined) waiting.push($defs[name]);
    }
  }
  return { reached, entered };
}

function referencesIn(schema: unknown): string[] {
  const found: string[] = [];
  const look = (given: unknown): unknown => {
    if (!isObject(given) || hasOwnBase(given)) return given;
    mapParts(given, look);
    mapReferences(given, (reference) => {
      found.push(reference);
      return reference;
    });
    return given;
  };
  look(schema);
  return found;
}

/** The schemas at the roots of a document's contents. */
function rootSchemas(document: JsonObject): { schema: JsonObject; place: Place }[] {
  const found: { schema: JsonObject; place: Place }[] = [];
  mapContents(document, (schema, place) => {
    found.push({ schema, place });
    return schema;
  });
  return found;
}

type ChangeSchema = (schema: JsonObject, place: Place) => JsonObject;

/** A copy of a document with the schema of every request's and response's content changed. */
function mapContents(document: JsonObject, change: ChangeSchema): JsonObject {
  const paths = mapObject(document.paths, (item, path) =>
    mapObject(item, (operation, method) => {
      if (!isObject(operation)) return operation;
      const place = ["paths", path, method];
      const { requestBody, responses } = operation;
      return {
        ...operation,
        ...(requestBody !== undefined && {
          requestBody: mapContent(requestBody, [...place, "requestBody"], change),
        }),
        responses: mapObject(responses, (response, status) =>
          mapContent(response, [...place, "responses", status], change),
        ),
      };
    }),
  );
  return { ...document, paths };
}

function mapContent(body: JsonObject[string], place: Place, change: ChangeSchema): JsonObject[string] {
  if (!isObject(body) || body.content === undefined) return body;
  const content = mapObject(body.content, (media, type) =>
    isObject(media) && isObject(media.schema)
      ? { ...media, schema: change(media.schema, [...place, "content", type, "schema"]) }
      : media,
  );
  return { ...body, content };
}

type Value = JsonObject[string];

function mapObject(value: Value | undefined, change: (value: Value, key: string) => Value): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]));
}
