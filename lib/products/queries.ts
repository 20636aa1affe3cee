import { db, type Prisma } from "@/lib/db/client";
import { groupsOf } from "@/lib/groups/queries";
import type { Viewer } from "@/lib/groups/schema";
import { productLimits } from "./schema";

/** The products that a viewer may see: published to a group of theirs; all of them for an administrator. */
export function visibleProducts(viewer: Viewer): Prisma.ProductWhereInput {
  if (viewer?.role === "admin") return {};
  return { published: true, groups: { some: { group: groupsOf(viewer) } } };
}

/** Which of a product's APIs a viewer may see of those it contains. */
function listedApis(viewer: Viewer): Prisma.ApiWhereInput {
  return viewer?.role === "admin" ? {} : { published: true };
}

const productOrder = [
  { position: "asc" },
  { name: "asc" },
] satisfies Prisma.ProductOrderByWithRelationInput[];

const summaryFields = {
  id: true,
  slug: true,
  name: true,
  description: true,
  terms: true,
  requiresSubscription: true,
  requiresApproval: true,
  maxSubscriptions: true,
  published: true,
  limits: true,
} satisfies Prisma.ProductSelect;

/** The products that a viewer may see, with the number of APIs in each. */
export async function listVisibleProducts(viewer: Viewer) {
  const products = await db().product.findMany({
    where: visibleProducts(viewer),
    orderBy: productOrder,
    select: {
      ...summaryFields,
      _count: { select: { apis: { where: { api: listedApis(viewer) } } } },
    },
  });
  return products.map(({ _count, limits, ...product }) => ({
    ...product,
    limits: productLimits.parse(limits),
    apiCount: _count.apis,
  }));
}
export type ProductSummary = Awaited<ReturnType<typeof listVisibleProducts>>[number];

/** One product with its terms and APIs; null when there is none, or none for this viewer. */
export async function findVisibleProduct(viewer: Viewer, slug: string) {
  const product = await db().product.findFirst({
    where: { AND: [{ slug }, visibleProducts(viewer)] },
    select: {
      ...summaryFields,
      apis: {
        where: { api: listedApis(viewer) },
        orderBy: { api: { name: "asc" } },
        select: {
          api: {
            select: {
              slug: true,
              name: true,
              summary: true,
              published: true,
              _count: { select: { operations: true } },
            },
          },
        },
      },
    },
  });
  if (!product) return null;
  return {
    ...product,
    limits: productLimits.parse(product.limits),
    apis: product.apis.map(({ api: { _count, ...api } }) => ({ ...api, operationCount: _count.operations })),
  };
}
export type VisibleProduct = NonNullable<Awaited<ReturnType<typeof findVisibleProduct>>>;
