import { requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { db } from "@/lib/db/client";
import { getPolicy, type PolicyRow } from "./queries";
import { globalTarget } from "./schema";
import type { PolicyTarget } from "./targets";

const mostSubscriptions = 200;

/** Every policy that can meet a call of an operation, outermost first: of all products that hold its API. @throws AppError */
export async function listPoliciesAt(
  viewer: CatalogueViewer | null,
  apiId: string,
  operationId: string,
): Promise<PolicyRow[]> {
  requireManager(viewer);
  const products = await db().product.findMany({
    where: { apis: { some: { apiId } } },
    select: { id: true },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
  const targets: PolicyTarget[] = [
    { scope: "global", targetId: globalTarget },
    ...products.map(({ id }) => ({ scope: "product" as const, targetId: id })),
    { scope: "api", targetId: apiId },
    { scope: "operation", targetId: operationId },
  ];
  return Promise.all(targets.map(async (target) => ({ ...target, ...(await getPolicy(viewer, target)) })));
}

/** The subscriptions that a dry run can be made for: the latest to the API's products, or to any. @throws AppError not-allowed */
export async function listDryRunSubscriptions(viewer: CatalogueViewer | null) {
  requireManager(viewer);
  const rows = await db().subscription.findMany({
    select: {
      id: true,
      name: true,
      product: { select: { name: true } },
      user: { select: { email: true } },
    },
    orderBy: { createdAt: "desc" },
    take: mostSubscriptions,
  });
  return rows.map(({ id, name, product, user }) => ({ id, name, product: product.name, owner: user.email }));
}
