import { db, type Prisma } from "@/lib/db/client";
import { maskKey } from "@/lib/keys/mask";
import { productLimits } from "@/lib/products/schema";
import { heldStates, pendingRenewal, renewableStates, stateAt, statesFor } from "./permissions";
import {
  keySlot,
  type LimitUsage,
  type OwnSubscription,
  type SubscriptionPage,
  type SubscriptionQuery,
  subscriptionState,
} from "./schema";
import { readUsage } from "./usage";

/** Reads of the subscriptions that a developer owns or is a member of. Every one is scoped by the developer's id. */

/** Those that somebody may see and call with: their own, and those of their teams. */
function usableBy(userId: string): Prisma.SubscriptionWhereInput {
  return { OR: [{ userId }, { members: { some: { userId } } }] };
}

const person = { select: { id: true, name: true, email: true } } satisfies Prisma.UserDefaultArgs;

const fields = {
  id: true,
  name: true,
  state: true,
  stateReason: true,
  createdAt: true,
  startsAt: true,
  expiresAt: true,
  renewalAskedAt: true,
  user: person,
  members: { select: { user: person }, orderBy: { createdAt: "asc" } },
  product: { select: { id: true, slug: true, name: true, published: true, limits: true } },
  keys: {
    orderBy: { createdAt: "desc" },
    select: { slot: true, prefix: true, lastFour: true, createdAt: true, expiresAt: true },
  },
} satisfies Prisma.SubscriptionSelect;

const newestFirst = [
  { createdAt: "desc" },
  { id: "desc" },
] satisfies Prisma.SubscriptionOrderByWithRelationInput[];

type Row = Prisma.SubscriptionGetPayload<{ select: typeof fields }>;

interface Presented {
  viewerId: string;
  nowMs: number;
  usage: LimitUsage[];
}

function present(row: Row, { viewerId, nowMs, usage }: Presented): OwnSubscription {
  const { id, slug, name, published } = row.product;
  const expiresAtMs = row.expiresAt?.getTime() ?? null;
  const state = stateAt(subscriptionState.parse(row.state), expiresAtMs, nowMs);
  return {
    id: row.id,
    name: row.name,
    state,
    stateReason: row.stateReason,
    createdAtMs: row.createdAt.getTime(),
    expiresAtMs,
    renewalAskedAtMs: pendingRenewal({ state, expiresAtMs }, row.renewalAskedAt),
    product: { id, slug, name, published },
    keys: row.keys
      .map((key) => ({
        slot: keySlot.parse(key.slot),
        masked: maskKey(key),
        createdAtMs: key.createdAt.getTime(),
        endsAtMs: key.expiresAt?.getTime() ?? null,
      }))
      .filter(({ endsAtMs }) => endsAtMs === null || endsAtMs > nowMs),
    usage,
    isOwner: row.user.id === viewerId,
    owner: row.user,
    members: row.members.map(({ user }) => user),
  };
}

interface ListOptions extends Partial<SubscriptionQuery> {
  pageSize?: number;
  nowMs?: number;
}

/** A page of the subscriptions that a developer may use, newest first, with keys masked and usage against limits. */
export async function listSubscriptions(
  userId: string,
  { show = "held", search = "", page: wantedPage = 1, pageSize = 20, nowMs = Date.now() }: ListOptions = {},
): Promise<SubscriptionPage> {
  const mine = usableBy(userId);
  const matching = await idsOfMatching({ AND: [mine, shownWhere(show, new Date(nowMs))] }, search);
  const pageCount = Math.max(1, Math.ceil(matching.length / pageSize));
  const page = Math.min(wantedPage, pageCount);
  const ids = matching.slice((page - 1) * pageSize, page * pageSize);
  const rows = await db().subscription.findMany({
    where: { AND: [mine, { id: { in: ids } }] },
    orderBy: newestFirst,
    select: fields,
  });
  const usage = await readUsage(
    rows.map((row) => ({
      id: row.id,
      startsAtMs: row.startsAt?.getTime() ?? null,
      limits: productLimits.parse(row.product.limits),
    })),
    nowMs,
  );
  return {
    subscriptions: rows.map((row) =>
      present(row, { viewerId: userId, nowMs, usage: usage.get(row.id) ?? [] }),
    ),
    total: matching.length,
    pageCount,
  };
}

/** Matched here and not by the database: SQLite and PostgreSQL disagree on what is upper and lower case. */
async function idsOfMatching(where: Prisma.SubscriptionWhereInput, search: string): Promise<string[]> {
  const rows = await db().subscription.findMany({
    where,
    orderBy: newestFirst,
    select: { id: true, name: true, product: { select: { name: true } } },
  });
  const wanted = search.trim().toLowerCase();
  return rows
    .filter(({ name, product }) => `${name}\n${product.name}`.toLowerCase().includes(wanted))
    .map(({ id }) => id);
}

/** An active or suspended one whose time is over belongs to the ended ones, also before that is stored. */
function shownWhere(show: "held" | "ended", now: Date): Prisma.SubscriptionWhereInput {
  const timed = { in: [...statesFor("expire", "time")] };
  if (show === "ended") {
    return { OR: [{ state: { notIn: [...heldStates] } }, { state: timed, expiresAt: { lte: now } }] };
  }
  return heldAt(now);
}

/**
 * What is in use or waiting at a moment. Said in full instead of as "not ended": in SQL, the opposite of a comparison
 * with nothing is not true.
 */
export function heldAt(now: Date): Prisma.SubscriptionWhereInput {
  const timed = [...statesFor("expire", "time")];
  return {
    state: { in: [...heldStates] },
    OR: [{ expiresAt: null }, { expiresAt: { gt: now } }, { state: { notIn: timed } }],
  };
}

/** What can be called with at a moment. */
export function activeAt(now: Date): Prisma.SubscriptionWhereInput {
  return { state: "active", OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}

/** What a later end was asked for and not answered yet: `pendingRenewal`, in the database's words. */
export function renewalPendingAt(now: Date): Prisma.SubscriptionWhereInput {
  const timed = [...statesFor("expire", "time")];
  return {
    renewalAskedAt: { not: null },
    expiresAt: { not: null },
    OR: [{ state: { in: [...renewableStates] } }, { state: { in: timed }, expiresAt: { lte: now } }],
  };
}

/** How many subscriptions a developer owns to each product, by product id. */
export async function countHeld(userId: string): Promise<Map<string, number>> {
  const rows = await db().subscription.groupBy({
    by: ["productId"],
    where: { userId, ...heldAt(new Date()) },
    _count: true,
  });
  return new Map(rows.map((row) => [row.productId, row._count]));
}

/** The subscriptions that open one API to a developer, their teams' included, active ones first, as the console chooses from them. */
export async function listSubscriptionsForApi(userId: string, apiId: string, nowMs: number = Date.now()) {
  const rows = await db().subscription.findMany({
    where: {
      ...usableBy(userId),
      state: { in: [...heldStates] },
      product: { apis: { some: { apiId } } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 100,
    select: {
      id: true,
      name: true,
      state: true,
      expiresAt: true,
      product: { select: { name: true } },
      keys: { where: { slot: "primary", expiresAt: null }, select: { prefix: true, lastFour: true } },
    },
  });
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      productName: row.product.name,
      state: stateAt(subscriptionState.parse(row.state), row.expiresAt?.getTime() ?? null, nowMs),
      maskedKey: row.keys[0] ? maskKey(row.keys[0]) : "",
    }))
    .sort((a, b) => Number(b.state === "active") - Number(a.state === "active"));
}
