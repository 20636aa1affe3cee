import { z } from "zod";
import { apiMessages as text } from "@/lib/messages/en/catalogue";
import { textMessages } from "@/lib/messages/en/text";
import { storable } from "@/lib/text/schema";

/** A text of at most `longest` characters that every database can store. */
export function textSchema(longest: number) {
  return z.string().max(longest, text.tooLong(longest)).regex(storable, textMessages.unstorable);
}

/** The same, without space around it. */
export function lineSchema(longest: number) {
  return z.string().trim().max(longest, text.tooLong(longest)).regex(storable, textMessages.unstorable);
}

export const longestTextCharacters = 100_000;
export const longestTemplateCharacters = 2_000;

/** A token as header and parameter names are (RFC 9110, section 5.6.2). */
export const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const gatewayHeaders = [
  /^(?:connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|content-length|host|via)$/,
  /^(?:x-request-id|forwarded|x-real-ip)$/,
  /^(?:proxy|x-forwarded|x-gatehouse)-/,
];

/** Framing, hop-by-hop, and what the gateway says of itself: no setting takes such a header (RFC 9110 section 7.6.1). */
export function isGatewayHeader(name: string): boolean {
  return gatewayHeaders.some((pattern) => pattern.test(name.toLowerCase()));
}

/** The id of a stored thing. */
export const idSchema = z.string().regex(/^[\w-]{1,64}$/, text.idInvalid);

export type JsonObject = { [name: string]: z.core.util.JSONType };

const deepestJson = 64;

/** Whether a value is JSON that can be stored and read again by everything that handles it: not too deep, no odd characters. */
function isStorableJson(value: unknown): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.value === "string" && !storable.test(next.value)) return false;
    if (typeof next.value === "number" && !Number.isFinite(next.value)) return false;
    if (!["string", "number", "boolean", "object"].includes(typeof next.value)) return false;
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth > deepestJson) return false;
    for (const [name, inner] of Object.entries(next.value)) {
      if (!storable.test(name)) return false;
      waiting.push({ value: inner, depth: next.depth + 1 });
    }
  }
  return true;
}

/** A JSON object such as a JSON Schema, kept as it was given. One walk: an import brings thousands of them. */
export const jsonObjectSchema = z
  .custom<JsonObject>(isStorableJson, { error: text.jsonTooDeep, abort: true })
  .refine((value) => typeof value === "object" && value !== null && !Array.isArray(value), {
    error: text.jsonObjectWanted,
  });
