import { z } from "zod";
import { db } from "@/lib/db/client";
import type { NamedValues } from "@/lib/named-values/resolve";
import { resolveDocument } from "./named-texts";
import { globalTarget, type PolicyDocument, policyDocument } from "./schema";

/** What stands in for a policy that cannot be read: what it would have refused is not known, so nothing passes. */
const nothingPasses: PolicyDocument = policyDocument.parse({
  access: { deniedAddresses: ["0.0.0.0/0", "::/0"] },
});

/** What the gateways load: every policy with its named values in place, and in words those that could not be read. */
export async function loadPoliciesForGateway(values: NamedValues) {
  const rows = await db().policy.findMany();
  const problems: string[] = [];
  const entries = rows.map(({ id, productId, apiId, operationId, document }) => {
    try {
      const resolved = resolveDocument(policyDocument.parse(document), values);
      return { ...targetOf(productId, apiId, operationId), document: resolved };
    } catch (error) {
      const why = error instanceof z.ZodError ? "it cannot be read" : String(error);
      problems.push(`policy ${id}: ${why}, so no call within it passes`);
      return { ...targetOf(productId, apiId, operationId), document: nothingPasses };
    }
  });
  return { entries, problems };
}

function targetOf(productId: string | null, apiId: string | null, operationId: string | null) {
  if (productId !== null) return { scope: "product" as const, targetId: productId };
  if (apiId !== null) return { scope: "api" as const, targetId: apiId };
  if (operationId !== null) return { scope: "operation" as const, targetId: operationId };
  return { scope: "global" as const, targetId: globalTarget };
}
