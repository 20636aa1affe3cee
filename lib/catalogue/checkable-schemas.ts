import { fieldError } from "@/lib/errors";
import { schemaFault } from "@/lib/gateway/policy/json-schema.mjs";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { isJsonType, type OperationRequest, requestSchema } from "./operation-schema";

const longestFault = 300;

/** The first schema of a request's JSON bodies that they cannot be checked against, and why; null where each will do. */
export function uncheckable(request: OperationRequest | null): { index: number; fault: string } | null {
  for (const [index, { contentType, schema }] of (request?.representations ?? []).entries()) {
    const fault = schema === undefined || !isJsonType(contentType) ? null : schemaFault(schema);
    if (fault !== null) return { index, fault: fault.slice(0, longestFault) };
  }
  return null;
}

/**
 * Schemas that are typed must be such that a policy can have bodies checked against them; one that was there before, as
 * imports bring them, may stay.
 * @param before the stored request
 * @throws AppError invalid-input
 */
export function requireCheckable(request: OperationRequest | null, before: unknown = null): void {
  const found = uncheckable(request);
  if (found === null) return;
  const schema = JSON.stringify(request?.representations[found.index]?.schema);
  const stored = requestSchema.nullable().safeParse(before).data?.representations ?? [];
  if (stored.some((one) => JSON.stringify(one.schema) === schema)) return;
  throw fieldError(`request.representations.${found.index}.schema`, text.schemaUncheckable(found.fault));
}
