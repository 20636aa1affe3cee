import { requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { db } from "@/lib/db/client";
import { limits } from "./limit-schema";
import { emptyPolicy, globalTarget, type PolicyDocument, policyDocument } from "./schema";
import { nameOf, type PolicyTarget, policyId } from "./targets";

/** One scope's policy, and what it is about; the empty document where none is stored. @throws AppError not-allowed or not-found */
export async function getPolicy(viewer: CatalogueViewer | null, target: PolicyTarget) {
  requireManager(viewer);
  const name = await nameOf(db(), target);
  const row = await db().policy.findUnique({ where: { id: policyId(target) } });
  const document = row ? policyDocument.parse(row.document) : emptyPolicy;
  return {
    name,
    document: target.scope === "product" ? { ...document, limits: await productLimitsOf(target) } : document,
    changedAt: row?.updatedAt.toISOString() ?? null,
  };
}

/** A product's limits are kept with the product, where the portal reads them. */
async function productLimitsOf({ targetId }: PolicyTarget) {
  const product = await db().product.findUnique({ where: { id: targetId }, select: { limits: true } });
  return limits.parse(product?.limits ?? []);
}

export interface PolicyRow extends PolicyTarget {
  name: string;
  document: PolicyDocument;
  changedAt: string | null;
}

/** The global policy and every product's. @throws AppError not-allowed */
export async function listWidePolicies(viewer: CatalogueViewer | null): Promise<PolicyRow[]> {
  requireManager(viewer);
  const products = await db().product.findMany({
    select: { id: true },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
  const targets: PolicyTarget[] = [
    { scope: "global", targetId: globalTarget },
    ...products.map(({ id }) => ({ scope: "product" as const, targetId: id })),
  ];
  return Promise.all(targets.map(async (target) => ({ ...target, ...(await getPolicy(viewer, target)) })));
}
