import { db } from "@/lib/db/client";
import { globalTarget, type PolicyDocument, policyDocument } from "./schema";

/** What stands in for a policy that cannot be read: what it would have refused is not known, so nothing passes. */
const nothingPasses: PolicyDocument = policyDocument.parse({
  access: { deniedAddresses: ["0.0.0.0/0", "::/0"] },
});

/** What the gateways load: every policy, and in words those that could not be read. */
export async function loadPoliciesForGateway() {
  const rows = await db().policy.findMany();
  const problems: string[] = [];
  const entries = rows.map(({ id, productId, apiId, operationId, document }) => {
    const parsed = policyDocument.safeParse(document);
    if (!parsed.success) problems.push(`policy ${id}: it cannot be read, so no call within it passes`);
    return { ...targetOf(productId, apiId, operationId), document: parsed.data ?? nothingPasses };
  });
  return { entries, problems };
}

function targetOf(productId: string | null, apiId: string | null, operationId: string | null) {
  if (productId !== null) return { scope: "product" as const, targetId: productId };
  if (apiId !== null) return { scope: "api" as const, targetId: apiId };
  if (operationId !== null) return { scope: "operation" as const, targetId: operationId };
  return { scope: "global" as const, targetId: globalTarget };
}
