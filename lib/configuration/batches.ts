import { isDeepStrictEqual } from "node:util";
import { notDrafts } from "@/lib/catalogue/editor";
import { toColumns } from "@/lib/catalogue/operation-commands";
import { placeOperations } from "@/lib/catalogue/operation-places";
import type { Prisma, Transaction } from "@/lib/db/client";
import type { Limit } from "@/lib/policies/limit-schema";
import { policyDocument } from "@/lib/policies/schema";
import { boundTo, policyId } from "@/lib/policies/targets";
import { emptyFilePolicy, type FilePolicy } from "./document-schema";
import type { PartOf } from "./parts";
import type { Plan } from "./plan";
import { withIds } from "./write-parts";

/** What would take too long one by one. */

const rowsAtOnce = 200;

type OperationPart = PartOf<"operation">;

/** The stored rows of operations, by API and slug: what is not in the file of each. */
async function storedOperations(tx: Transaction, parts: readonly OperationPart[]) {
  const slugs = [...new Set(parts.map(({ api }) => api))];
  const rows = await tx.operation.findMany({
    where: { api: { ...notDrafts, slug: { in: slugs } } },
    select: {
      id: true,
      apiId: true,
      slug: true,
      position: true,
      createdAt: true,
      policy: { select: { document: true } },
      api: { select: { slug: true } },
    },
  });
  return new Map(rows.map(({ api, ...row }) => [keyOf({ api: api.slug, slug: row.slug }), row]));
}

const keyOf = ({ api, slug }: Pick<OperationPart, "api" | "slug">) => `${api} ${slug}`;

/** Makes operations of APIs that are there. Answers their ids. */
export async function addOperationParts(tx: Transaction, parts: readonly OperationPart[]) {
  const slugs = [...new Set(parts.map(({ api }) => api))];
  const apis = await tx.api.findMany({
    where: { ...notDrafts, slug: { in: slugs } },
    select: { id: true, slug: true },
  });
  const idOf = new Map(apis.map(({ id, slug }) => [slug, id]));
  await createRows(
    tx,
    parts.map((part, position) => ({ ...columnsOf(part), apiId: idOf.get(part.api) ?? "", position })),
  );
  const made = await storedOperations(tx, parts);
  const added = parts.map((part) => ({ part, id: made.get(keyOf(part))?.id ?? "" }));
  await createPolicies(
    tx,
    added.map(({ part, id }) => ({ id, policy: part.value.policy, kept: [] })),
  );
  return added;
}

/**
 * Changes operations: their rows are made anew under the same ids, for a database takes many new rows in one statement,
 * and changes to many only one by one. Answers their ids.
 */
export async function changeOperationParts(tx: Transaction, parts: readonly OperationPart[]) {
  const stored = await storedOperations(tx, parts);
  const found = parts.flatMap((part) => {
    const row = stored.get(keyOf(part));
    return row ? [{ part, row }] : [];
  });
  await deleteRows(
    tx,
    found.map(({ row }) => row.id),
  );
  await createRows(
    tx,
    found.map(({ part, row: { policy: _, ...row } }) => ({ ...row, ...columnsOf(part) })),
  );
  await createPolicies(
    tx,
    found.map(({ part, row }) => ({
      id: row.id,
      policy: part.value.policy,
      kept: row.policy ? policyDocument.parse(row.policy.document).limits : [],
    })),
  );
  return found.map(({ part, row }) => ({ part, id: row.id }));
}

/** Removes operations. Answers the ids they had. */
export async function removeOperationParts(tx: Transaction, parts: readonly OperationPart[]) {
  const stored = await storedOperations(tx, parts);
  const removed = parts.map((part) => ({ part, id: stored.get(keyOf(part))?.id ?? "" }));
  await deleteRows(
    tx,
    removed.map(({ id }) => id),
  );
  return removed;
}

function columnsOf({ slug, value: { policy: _, ...operation } }: OperationPart) {
  const { request: __, ...columns } = toColumns(operation);
  return { ...columns, slug, ...(operation.request !== null && { request: operation.request }) };
}

async function createRows(tx: Transaction, rows: readonly Prisma.OperationCreateManyInput[]): Promise<void> {
  for (const some of inBatches(rows)) await tx.operation.createMany({ data: some });
}

/** Their policies go with them. */
async function deleteRows(tx: Transaction, ids: readonly string[]): Promise<void> {
  for (const some of inBatches(ids)) await tx.operation.deleteMany({ where: { id: { in: some } } });
}

interface WantedPolicy {
  /** The operation's. */
  id: string;
  policy: FilePolicy;
  /** The limits it had, whose counters go on. */
  kept: readonly Limit[];
}

async function createPolicies(tx: Transaction, wanted: readonly WantedPolicy[]): Promise<void> {
  const rows = wanted
    .filter(({ policy }) => !isDeepStrictEqual(policy, emptyFilePolicy))
    .map(({ id: targetId, policy, kept }) => {
      const target = { scope: "operation", targetId } as const;
      const document = { ...policy, limits: withIds(policy.limits, kept) };
      return { id: policyId(target), ...boundTo(target), document };
    });
  for (const some of inBatches(rows)) await tx.policy.createMany({ data: some });
}

function* inBatches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += rowsAtOnce) yield items.slice(start, start + rowsAtOnce);
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
