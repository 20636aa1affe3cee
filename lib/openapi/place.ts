import type { JsonObject } from "@/lib/catalogue/text-schema";
import { AppError } from "@/lib/errors";
import { openApiMessages as text } from "@/lib/messages/en/openapi";

/** Where in a document something stands: the names and indexes that lead to it. */
export type Place = readonly (string | number)[];

const longestPart = 120;

/** A place as people read it: `paths > /pets > get > parameters > 0`. */
export function describePlace(place: Place): string {
  if (place.length === 0) return "The document";
  return place.map((part) => String(part).slice(0, longestPart)).join(" > ");
}

/** A place as a local reference (RFC 6901). */
export function pointerTo(place: Place): string {
  return `#${place.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`;
}

/** A document that cannot be imported: what is wrong, and at which line or place. The field is the document's own. */
export function documentFault(message: string): AppError {
  return new AppError("unprocessable", message, { fields: [{ field: "document", message }] });
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws AppError unprocessable when it is no object */
export function objectAt(value: unknown, place: Place): JsonObject {
  if (isObject(value)) return value;
  throw documentFault(text.wanted(describePlace(place), text.anObject));
}

/** A list; empty when there is none. @throws AppError unprocessable when it is something else */
export function listAt(value: unknown, place: Place): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw documentFault(text.wanted(describePlace(place), text.aList));
}

/** An object's entries; none when there is no object. @throws AppError unprocessable when it is something else */
export function entriesAt(value: unknown, place: Place): [string, unknown][] {
  return value === undefined || value === null ? [] : Object.entries(objectAt(value, place));
}

/** A text, or nothing. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
