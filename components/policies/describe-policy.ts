import { policyMessages } from "@/lib/messages/en/policies";
import type { PolicyDocument } from "@/lib/policies/schema";

const { parts } = policyMessages;

/** What a document sets, in a few words each; nothing where it sets nothing. */
export function describePolicy({ access, limits, request, response }: PolicyDocument): string[] {
  const set: [boolean, string][] = [
    [access.allowedAddresses.length + access.deniedAddresses.length > 0, parts.addresses],
    [access.requiredHeaders.length > 0, parts.requiredHeaders],
    [access.token.required, parts.token],
    [access.cors.mode !== "inherit", parts.cors],
    [limits.length > 0, parts.limits(limits.length)],
    [request.limitBytes !== null, parts.bodyLimit],
    [request.headers.length > 0, parts.requestHeaders],
    [request.query.length > 0, parts.query],
    [request.rewrite !== "", parts.rewrite],
    [request.validateBody === "on", parts.validateBody],
    [response.mock === "on", parts.mock],
    [response.cache.mode === "on", parts.cache],
    [response.headers.length > 0, parts.responseHeaders],
  ];
  return set.flatMap(([isSet, words]) => (isSet ? [words] : []));
}
