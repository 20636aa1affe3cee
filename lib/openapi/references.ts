import type { JsonObject } from "@/lib/catalogue/text-schema";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { describePlace, documentFault, isObject, objectAt, type Place } from "./place";

/** Something in the document, and where it stands: not where it was referred to. */
export interface Found<Value = unknown> {
  value: Value;
  place: Place;
}

/**
 * Follows a value's `$ref`, and the next, until there is none. Members beside a `$ref` do not count.
 * @throws AppError unprocessable for what is not there, leads nowhere or leaves the document
 */
export function follow(root: JsonObject, value: unknown, place: Place): Found {
  const followed = new Set<string>();
  let found: Found = { value, place };
  while (isObject(found.value) && typeof found.value.$ref === "string") {
    const reference = found.value.$ref;
    if (followed.has(reference)) throw documentFault(text.circularReference(describePlace(place), reference));
    followed.add(reference);
    found = lookUp(root, reference, found.place);
  }
  return found;
}

/** The same for what must be an object. */
export function followObject(root: JsonObject, value: unknown, place: Place): Found<JsonObject> {
  const found = follow(root, value, place);
  return { value: objectAt(found.value, found.place), place: found.place };
}

/** What a local reference (RFC 6901) leads to. @param from where the reference stands */
export function lookUp(root: JsonObject, reference: string, from: Place): Found {
  if (!reference.startsWith("#")) throw documentFault(text.remoteReference(describePlace(from), reference));
  const place = placeIn(reference);
  let value: unknown = root;
  for (const part of place) {
    const isHere = typeof value === "object" && value !== null && Object.hasOwn(value, part);
    if (!isHere) throw documentFault(text.missingReference(describePlace(from), reference));
    value = Reflect.get(Object(value), part);
  }
  return { value, place };
}

/** The parts of a local reference. */
export function placeIn(reference: string): string[] {
  return reference
    .slice(1)
    .split("/")
    .slice(1)
    .map((part) => decoded(part).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not escaped at all: a name with a bare per cent sign.
    return part;
  }
}
