import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Editor, notDrafts, requireManager } from "@/lib/catalogue/editor";
import { freeSlug, slugOf } from "@/lib/catalogue/slug";
import { type Prisma, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { withIdsOfTheirOwn } from "@/lib/policies/limit-ids";
import { heldAt } from "@/lib/subscriptions/queries";
import { productMissing } from "./govern-queries";
import { type ProductChanges, type ProductInput, productLimits } from "./schema";

interface MadeProduct {
  id: string;
  slug: string;
}

/** Creates a product, last in the portal's order. @throws AppError not-allowed or invalid-input */
export async function createProduct({ viewer, actor }: Editor, input: ProductInput): Promise<MadeProduct> {
  requireManager(viewer);
  return takenAsFieldError(input.name, () =>
    transact(async (tx) => {
      const made = await insert(tx, input);
      await recordAudit(tx, actor, {
        action: "product.create",
        targetType: "product",
        targetId: made.id,
        targetName: input.name,
        after: input,
      });
      await raiseRevision(tx, "catalogue");
      return made;
    }),
  );
}

/** Some of a product, or its APIs or groups as a whole; what is left out stays. @throws AppError */
export async function updateProduct(
  { viewer, actor }: Editor,
  productId: string,
  changes: ProductChanges,
): Promise<void> {
  requireManager(viewer);
  await takenAsFieldError(changes.name ?? "", () =>
    transact(async (tx) => {
      const before = await lockProduct(tx, productId);
      await checkParts(tx, changes);
      const { apiIds, groupIds, ...given } = changes;
      const limits = given.limits && withIdsOfTheirOwn(productLimits.parse(before.limits), given.limits);
      const columns = { ...given, ...(limits && { limits }) };
      const newTerms = columns.terms !== undefined && columns.terms !== before.terms;
      const { name } = await tx.product.update({
        where: { id: productId },
        data: { ...columns, ...(newTerms && { termsVersion: { increment: 1 } }) },
        select: { name: true },
      });
      if (apiIds) await setApis(tx, productId, apiIds);
      if (groupIds) await setGroups(tx, productId, groupIds);
      const state: Prisma.InputJsonObject = { ...before, limits: before.limits ?? [] };
      const touched = Object.keys(changes);
      await recordAudit(tx, actor, {
        action: "product.update",
        targetType: "product",
        targetId: productId,
        targetName: name,
        before: Object.fromEntries(Object.entries(state).filter(([key]) => touched.includes(key))),
        after: changes,
      });
      await raiseRevision(tx, "catalogue");
    }),
  );
}

/** Makes a hidden product like another one, policies included. @throws AppError not-allowed or not-found */
export async function duplicateProduct({ viewer, actor }: Editor, productId: string): Promise<MadeProduct> {
  requireManager(viewer);
  return transact(async (tx) => {
    const { termsVersion: _, limits, ...original } = await lockProduct(tx, productId);
    const name = await freeName(tx, text.copyOf(original.name).slice(0, 90));
    const made = await insert(tx, { ...original, name, published: false, limits: limits ?? [] });
    const policy = await tx.policy.findUnique({ where: { productId } });
    if (policy) {
      const document = policy.document ?? {};
      await tx.policy.create({ data: { id: `product:${made.id}`, productId: made.id, document } });
    }
    await recordAudit(tx, actor, {
      action: "product.duplicate",
      targetType: "product",
      targetId: made.id,
      targetName: name,
      after: { copyOf: productId, name },
    });
    await raiseRevision(tx, "catalogue");
    return made;
  });
}

/**
 * Deletes a product and its subscriptions that have ended. @throws AppError not-allowed, not-found, or conflict while
 * subscriptions to it are in use, naming some.
 */
export async function deleteProduct({ viewer, actor }: Editor, productId: string): Promise<void> {
  requireManager(viewer);
  await transact((tx) => deleteProductIn(tx, actor, productId));
}

/** The same as part of a larger change. @throws AppError not-found, or conflict while it is in use */
export async function deleteProductIn(tx: Transaction, actor: Actor, productId: string): Promise<void> {
  const before = await lockProduct(tx, productId);
  await refuseWhileInUse(tx, productId);
  const { count: subscriptions } = await tx.subscription.deleteMany({ where: { productId } });
  await tx.product.delete({ where: { id: productId } });
  await recordAudit(tx, actor, {
    action: "product.delete",
    targetType: "product",
    targetId: productId,
    targetName: before.name,
    before: { ...before, limits: before.limits ?? [], endedSubscriptions: subscriptions },
  });
  await raiseRevision(tx, "catalogue");
  if (subscriptions > 0) await raiseRevision(tx, "subscriptions");
}

/** Puts all products into an order. @throws AppError not-allowed, or conflict when there are others by now */
export async function orderProducts({ viewer, actor }: Editor, productIds: readonly string[]): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const stored = await tx.product.findMany({
      select: { id: true, name: true },
      orderBy: [{ position: "asc" }, { name: "asc" }],
    });
    const names = new Map(stored.map(({ id, name }) => [id, name]));
    const complete = new Set(productIds).size === stored.length && productIds.length === stored.length;
    if (!complete || productIds.some((id) => !names.has(id))) throw new AppError("conflict", text.orderStale);
    for (const [position, id] of productIds.entries()) {
      await tx.product.update({ where: { id }, data: { position } });
    }
    await recordAudit(tx, actor, {
      action: "product.order",
      targetType: "product",
      targetId: "all",
      targetName: text.title,
      before: { order: stored.map(({ name }) => name) },
      after: { order: productIds.map((id) => names.get(id) ?? id) },
    });
    // The gateway lets open products stand in for a key in this order.
    await raiseRevision(tx, "catalogue");
  });
}

async function insert(tx: Transaction, { apiIds, groupIds, ...columns }: InsertedProduct) {
  await checkParts(tx, { apiIds, groupIds });
  const slug = slugOf(columns.name, "product");
  const taken = await tx.product.findMany({ where: { slug: { startsWith: slug } }, select: { slug: true } });
  const last = await tx.product.aggregate({ _max: { position: true } });
  return tx.product.create({
    data: {
      ...columns,
      slug: freeSlug(
        slug,
        taken.map((other) => other.slug),
      ),
      position: (last._max.position ?? -1) + 1,
      apis: { create: [...new Set(apiIds)].map((apiId) => ({ apiId })) },
      groups: { create: [...new Set(groupIds)].map((groupId) => ({ groupId })) },
    },
    select: { id: true, slug: true },
  });
}
type InsertedProduct = Omit<ProductInput, "limits"> & { limits: Prisma.InputJsonValue };

/** Takes the product's row for the transaction, so that changes to it follow one another. @throws AppError not-found */
async function lockProduct(tx: Transaction, productId: string) {
  const { count } = await tx.product.updateMany({
    where: { id: productId },
    data: { updatedAt: new Date() },
  });
  if (count === 0) throw productMissing();
  const { apis, groups, ...product } = await tx.product.findUniqueOrThrow({
    where: { id: productId },
    select: {
      name: true,
      description: true,
      terms: true,
      termsVersion: true,
      requiresSubscription: true,
      requiresApproval: true,
      maxSubscriptions: true,
      published: true,
      limits: true,
      apis: { select: { apiId: true } },
      groups: { select: { groupId: true } },
    },
  });
  return {
    ...product,
    apiIds: apis.map(({ apiId }) => apiId),
    groupIds: groups.map(({ groupId }) => groupId),
  };
}

async function checkParts(
  tx: Transaction,
  { apiIds, groupIds }: Pick<ProductChanges, "apiIds" | "groupIds">,
): Promise<void> {
  const isGone = async (ids: readonly string[], count: (ids: string[]) => Promise<number>) => {
    const wanted = [...new Set(ids)];
    return (await count(wanted)) !== wanted.length;
  };
  if (apiIds && (await isGone(apiIds, (ids) => tx.api.count({ where: { id: { in: ids }, ...notDrafts } })))) {
    throw fieldError("apiIds", text.apiGone);
  }
  if (groupIds && (await isGone(groupIds, (ids) => tx.group.count({ where: { id: { in: ids } } })))) {
    throw fieldError("groupIds", text.groupGone);
  }
}

async function setApis(tx: Transaction, productId: string, apiIds: readonly string[]): Promise<void> {
  await tx.productApi.deleteMany({ where: { productId } });
  await tx.productApi.createMany({ data: [...new Set(apiIds)].map((apiId) => ({ productId, apiId })) });
}

async function setGroups(tx: Transaction, productId: string, groupIds: readonly string[]): Promise<void> {
  await tx.productGroup.deleteMany({ where: { productId } });
  await tx.productGroup.createMany({
    data: [...new Set(groupIds)].map((groupId) => ({ productId, groupId })),
  });
}

const namedInRefusal = 5;

async function refuseWhileInUse(tx: Transaction, productId: string): Promise<void> {
  const where = { productId, ...heldAt(new Date()) };
  const count = await tx.subscription.count({ where });
  if (count === 0) return;
  const some = await tx.subscription.findMany({
    where,
    orderBy: { createdAt: "asc" },
    take: namedInRefusal,
    select: { name: true, user: { select: { email: true } } },
  });
  const names = some.map(({ name, user }) => `${name} (${user.email})`);
  throw new AppError("conflict", text.inUse(count, names));
}

async function freeName(tx: Transaction, wanted: string): Promise<string> {
  const taken = await tx.product.findMany({
    where: { name: { startsWith: wanted } },
    select: { name: true },
  });
  const names = new Set(taken.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!names.has(name)) return name;
  }
}

/** Two that take the same name at the same moment: the database lets one through. */
async function takenAsFieldError<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name") || isUniqueViolation(error, "slug")) {
      throw fieldError("name", text.nameTaken(name));
    }
    throw error;
  }
}
