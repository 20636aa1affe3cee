import { isId, notDrafts, requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { selectRows } from "@/lib/lists/select";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { heldAt } from "@/lib/subscriptions/queries";
import { type ProductListQuery, productLimits } from "./schema";

/** What administrators read of products. */

export function productMissing(): AppError {
  return new AppError("not-found", text.missing);
}

const inPortalOrder = [
  { position: "asc" },
  { name: "asc" },
] satisfies Prisma.ProductOrderByWithRelationInput[];

/** One page of the products that fit, in the portal's order unless asked otherwise. @throws AppError not-allowed */
export async function listProducts(viewer: CatalogueViewer | null, query: ProductListQuery) {
  requireManager(viewer);
  const subscriptions = await db().subscription.groupBy({ by: ["productId"], _count: true });
  const countAll = (id: string) => subscriptions.find((row) => row.productId === id)?._count ?? 0;
  const rows = await db().product.findMany({
    orderBy: inPortalOrder,
    select: {
      id: true,
      slug: true,
      name: true,
      description: true,
      published: true,
      requiresSubscription: true,
      requiresApproval: true,
      limits: true,
      apis: { select: { api: { select: { name: true } } }, orderBy: { api: { name: "asc" } } },
      groups: { select: { group: { select: { name: true } } }, orderBy: { group: { name: "asc" } } },
      _count: { select: { subscriptions: { where: heldAt(new Date()) } } },
    },
  });
  const products = rows.map(({ apis, groups, limits, _count, ...row }, position) => ({
    ...row,
    position,
    limits: productLimits.parse(limits),
    apis: apis.map(({ api }) => api.name),
    apiCount: apis.length,
    groups: groups.map(({ group }) => group.name),
    liveSubscriptions: _count.subscriptions,
    endedSubscriptions: countAll(row.id) - _count.subscriptions,
  }));
  return selectRows(products, query, {
    textOf: ({ name, description, apis, groups }) => [name, description, ...apis, ...groups],
    isIn: {
      all: () => true,
      published: ({ published }) => published,
      hidden: ({ published }) => !published,
    },
    sortValue: {
      position: ({ position }) => position,
      name: ({ name }) => name,
      apis: ({ apiCount }) => apiCount,
      subscriptions: ({ liveSubscriptions }) => liveSubscriptions,
    },
    nameOf: ({ name }) => name,
  });
}

/** One product, all of it. @throws AppError not-allowed or not-found */
export async function getProduct(viewer: CatalogueViewer | null, productId: string) {
  requireManager(viewer);
  if (!isId(productId)) throw productMissing();
  const product = await db().product.findUnique({
    where: { id: productId },
    include: { apis: { select: { apiId: true } }, groups: { select: { groupId: true } } },
  });
  if (!product) throw productMissing();
  const { apis, groups, limits, position: _, createdAt, updatedAt, ...rest } = product;
  return {
    ...rest,
    limits: productLimits.parse(limits),
    apiIds: apis.map(({ apiId }) => apiId),
    groupIds: groups.map(({ groupId }) => groupId),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** How many subscriptions to a product are in use, and how many have ended. @throws AppError not-allowed */
export async function countSubscriptions(viewer: CatalogueViewer | null, productId: string) {
  requireManager(viewer);
  const [all, live] = await Promise.all([
    db().subscription.count({ where: { productId } }),
    db().subscription.count({ where: { productId, ...heldAt(new Date()) } }),
  ]);
  return { live, ended: all - live };
}

/** The APIs and groups that a product can be given. @throws AppError not-allowed */
export async function listProductParts(viewer: CatalogueViewer | null) {
  requireManager(viewer);
  const [apis, groups] = await Promise.all([
    db().api.findMany({
      where: notDrafts,
      select: { id: true, name: true, suffix: true, published: true },
      orderBy: { name: "asc" },
    }),
    db().group.findMany({
      select: { id: true, name: true, kind: true },
      orderBy: [{ kind: "desc" }, { name: "asc" }],
    }),
  ]);
  return { apis, groups };
}
