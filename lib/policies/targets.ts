import { auditName } from "@/lib/catalogue/editor";
import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { policyMessages as text } from "@/lib/messages/en/policies";
import { globalTarget, type PolicyScope } from "./schema";

/** What a policy is about. */
export interface PolicyTarget {
  scope: PolicyScope;
  /** An id of the scope's kind; `globalTarget` for the global one. */
  targetId: string;
}

export function policyId({ scope, targetId }: PolicyTarget): string {
  return scope === "global" ? scope : `${scope}:${targetId}`;
}

/** The columns that bind a policy's row to what it is about, so that it goes with it. */
export function boundTo({ scope, targetId }: PolicyTarget) {
  return {
    productId: scope === "product" ? targetId : null,
    apiId: scope === "api" ? targetId : null,
    operationId: scope === "operation" ? targetId : null,
  };
}

/** How people call it. @throws AppError not-found */
export async function nameOf(tx: Pick<Transaction, "product" | "api" | "operation">, target: PolicyTarget) {
  const name = await findName(tx, target);
  if (name === undefined) throw new AppError("not-found", text.targetMissing);
  return name;
}

async function findName(
  tx: Pick<Transaction, "product" | "api" | "operation">,
  { scope, targetId }: PolicyTarget,
): Promise<string | undefined> {
  const where = { id: targetId };
  switch (scope) {
    case "global":
      return targetId === globalTarget ? text.globalName : undefined;
    case "product":
      return (await tx.product.findUnique({ where, select: { name: true } }))?.name;
    case "api":
      return tx.api.findUnique({ where }).then((api) => (api ? auditName(api) : undefined));
    case "operation":
      return (await tx.operation.findUnique({ where, select: { displayName: true } }))?.displayName;
  }
}
