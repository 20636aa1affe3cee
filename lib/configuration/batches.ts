import { isDeepStrictEqual } from "node:util";
import { notDrafts } from "@/lib/catalogue/editor";
import { toColumns } from "@/lib/catalogue/operation-commands";
import { placeOperations } from "@/lib/catalogue/operation-places";
import type { Transaction } from "@/lib/db/client";
import { emptyFilePolicy } from "./document-schema";
import type { PartOf } from "./parts";
import type { Plan } from "./plan";
import { writePolicy } from "./write-parts";

/** What would take too long one by one. */

const rowsAtOnce = 200;

/** Makes operations of APIs that are there, in few statements. */
export async function addOperationParts(tx: Transaction, parts: readonly PartOf<"operation">[]) {
  const slugs = [...new Set(parts.map(({ api }) => api))];
  const apis = await tx.api.findMany({
    where: { ...notDrafts, slug: { in: slugs } },
    select: { id: true, slug: true },
  });
  const idOf = new Map(apis.map(({ id, slug }) => [slug, id]));
  const rows = parts.map(({ api, slug, value: { policy: _, ...operation } }, position) => {
    const { request, ...columns } = toColumns(operation);
    return {
      ...columns,
      ...(operation.request !== null && { request }),
      apiId: idOf.get(api) ?? "",
      slug,
      position,
    };
  });
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await tx.operation.createMany({ data: rows.slice(start, start + rowsAtOnce) });
  }
  const stored = await tx.operation.findMany({
    where: { api: { ...notDrafts, slug: { in: slugs } } },
    select: { id: true, slug: true, api: { select: { slug: true } } },
  });
  const made = new Map(stored.map(({ id, slug, api }) => [`${api.slug} ${slug}`, id]));
  const withIds = parts.map((part) => ({ part, id: made.get(`${part.api} ${part.slug}`) ?? "" }));
  for (const { part, id } of withIds) {
    const { policy } = part.value;
    if (isDeepStrictEqual(policy, emptyFilePolicy)) continue;
    await writePolicy(tx, { scope: "operation", targetId: id }, policy);
  }
  return withIds;
}

/** Puts operations and products where they belong, where some came or moved. */
export async function setOrders(tx: Transaction, { added, orders }: Plan): Promise<void> {
  for (const { api, after, isMoved } of orders) {
    const isGrown = added.some((part) =>
      api === null ? part.kind === "product" : part.kind === "operation" && part.api === api,
    );
    if (!isMoved && !isGrown) continue;
    if (api === null) await orderProducts(tx, after);
    else await orderOperations(tx, api, after);
  }
}

async function orderProducts(tx: Transaction, slugs: readonly string[]): Promise<void> {
  for (const [position, slug] of slugs.entries()) {
    await tx.product.updateMany({ where: { slug, NOT: { position } }, data: { position } });
  }
}

async function orderOperations(tx: Transaction, api: string, slugs: readonly string[]): Promise<void> {
  const rows = await tx.operation.findMany({
    where: { api: { ...notDrafts, slug: api } },
    select: { id: true, slug: true, position: true },
  });
  const placeOf = new Map(slugs.map((slug, position) => [slug, position]));
  const places = rows.map(({ id, slug, position }) => ({
    id,
    position,
    place: placeOf.get(slug) ?? position,
  }));
  const moved = places.filter(({ position, place }) => place !== position);
  await placeOperations(
    tx,
    moved.map(({ id, place }) => ({ id, position: place })),
  );
}
