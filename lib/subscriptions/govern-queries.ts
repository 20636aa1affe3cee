import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { governMessages as text } from "@/lib/messages/en/govern";
import {
  type GovernedQuery,
  type GovernedShow,
  type GovernedSubscription,
  governedShows,
} from "./govern-schema";
import { stateAt } from "./permissions";
import { type SubscriptionState, subscriptionState } from "./schema";

/** Reads of everybody's subscriptions, for administrators. */

export const governedPerPage = 25;

/** @throws AppError not-allowed */
export function requireAdmin(viewer: Viewer): void {
  if (viewer?.role !== "admin") throw new AppError("not-allowed", text.adminsOnly);
}

const statesOf: Record<GovernedShow, readonly SubscriptionState[] | null> = {
  waiting: ["submitted"],
  active: ["active"],
  suspended: ["suspended"],
  ended: ["rejected", "cancelled", "expired"],
  all: null,
};

const fields = {
  id: true,
  name: true,
  state: true,
  stateReason: true,
  createdAt: true,
  expiresAt: true,
  product: { select: { id: true, name: true } },
  user: { select: { id: true, name: true, email: true } },
} satisfies Prisma.SubscriptionSelect;

/** What is searched and counted: a light row for every subscription, so that both databases match alike. */
const lightFields = {
  id: true,
  name: true,
  state: true,
  expiresAt: true,
  product: { select: { name: true } },
  user: { select: { name: true, email: true } },
} satisfies Prisma.SubscriptionSelect;

/** One page of the subscriptions that fit, newest first, and how many there are of each kind. @throws AppError not-allowed */
export async function listGoverned(
  viewer: Viewer,
  { show, search, page: wantedPage }: GovernedQuery,
  nowMs = Date.now(),
) {
  requireAdmin(viewer);
  const rows = await db().subscription.findMany({
    select: lightFields,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const wanted = search.trim().toLowerCase();
  const fitting = rows
    .filter(({ name, product, user }) =>
      [name, product.name, user.name, user.email].join("\n").toLowerCase().includes(wanted),
    )
    .map((row) => ({ id: row.id, state: stateOf(row, nowMs) }));
  const isIn = (kind: GovernedShow) => (row: { state: SubscriptionState }) =>
    statesOf[kind]?.includes(row.state) ?? true;
  const counts = Object.fromEntries(governedShows.map((kind) => [kind, fitting.filter(isIn(kind)).length]));
  const shown = fitting.filter(isIn(show));
  const pageCount = Math.max(1, Math.ceil(shown.length / governedPerPage));
  const page = Math.min(wantedPage, pageCount);
  const ids = shown.slice((page - 1) * governedPerPage, page * governedPerPage).map(({ id }) => id);
  const items = await readGoverned(ids, nowMs);
  return { items, counts, total: shown.length, page, pageCount };
}

async function readGoverned(ids: string[], nowMs: number): Promise<GovernedSubscription[]> {
  const rows = await db().subscription.findMany({
    where: { id: { in: ids } },
    select: fields,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(({ createdAt, expiresAt, state, ...row }) => ({
    ...row,
    state: stateOf({ state, expiresAt }, nowMs),
    createdAtMs: createdAt.getTime(),
    expiresAtMs: expiresAt?.getTime() ?? null,
  }));
}

function stateOf({ state, expiresAt }: { state: string; expiresAt: Date | null }, nowMs: number) {
  return stateAt(subscriptionState.parse(state), expiresAt?.getTime() ?? null, nowMs);
}

/** The products that a subscription can be given to. @throws AppError not-allowed */
export async function listGrantable(viewer: Viewer) {
  requireAdmin(viewer);
  return db().product.findMany({
    where: { requiresSubscription: true },
    select: { id: true, name: true },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
}
