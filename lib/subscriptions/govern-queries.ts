import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { selectRows } from "@/lib/lists/select";
import { governMessages as text } from "@/lib/messages/en/govern";
import { subscriptionMessages } from "@/lib/messages/en/subscriptions";
import type { GovernedListQuery, GovernedSubscription } from "./govern-schema";
import { stateAt } from "./permissions";
import { type SubscriptionState, subscriptionState } from "./schema";

/** Reads of everybody's subscriptions, for administrators. */

/** @throws AppError not-allowed */
export function requireAdmin(viewer: Viewer): void {
  if (viewer?.role !== "admin") throw new AppError("not-allowed", text.adminsOnly);
}

const ended: readonly SubscriptionState[] = ["rejected", "cancelled", "expired"];

const fields = {
  id: true,
  name: true,
  state: true,
  stateReason: true,
  createdAt: true,
  expiresAt: true,
  termsAcceptedAt: true,
  termsVersion: true,
  product: { select: { id: true, name: true, termsVersion: true } },
  user: { select: { id: true, name: true, email: true, state: true } },
  members: {
    select: { user: { select: { id: true, name: true, email: true } } },
    orderBy: { createdAt: "asc" },
  },
} satisfies Prisma.SubscriptionSelect;

/** What is searched and counted: a light row for every subscription, so that both databases match alike. */
const lightFields = {
  id: true,
  name: true,
  state: true,
  createdAt: true,
  expiresAt: true,
  product: { select: { name: true } },
  user: { select: { name: true, email: true } },
  members: { select: { user: { select: { name: true, email: true } } } },
} satisfies Prisma.SubscriptionSelect;

/** One page of the subscriptions that fit, and how many there are of each kind. @throws AppError not-allowed */
export async function listGoverned(viewer: Viewer, query: GovernedListQuery, nowMs = Date.now()) {
  requireAdmin(viewer);
  const rows = await db().subscription.findMany({ select: lightFields });
  const subscriptions = rows.map((row) => ({ ...row, state: stateOf(row, nowMs) }));
  const { items, ...found } = selectRows(subscriptions, query, {
    textOf: ({ name, product, user, members }) => [
      name,
      product.name,
      ...[user, ...members.map((member) => member.user)].flatMap((one) => [one.name, one.email]),
    ],
    isIn: {
      all: () => true,
      waiting: ({ state }) => state === "submitted",
      active: ({ state }) => state === "active",
      suspended: ({ state }) => state === "suspended",
      ended: ({ state }) => ended.includes(state),
    },
    sortValue: {
      created: ({ createdAt }) => createdAt.getTime(),
      name: ({ name }) => name,
      developer: ({ user }) => user.name,
      product: ({ product }) => product.name,
      state: ({ state }) => subscriptionMessages.states[state].label,
      expires: ({ expiresAt }) => expiresAt?.getTime() ?? null,
    },
    nameOf: ({ name }) => name,
  });
  const ids = items.map(({ id }) => id);
  return { ...found, items: await readGoverned(ids, nowMs) };
}

/** These subscriptions, in the order in which they are named. */
async function readGoverned(ids: readonly string[], nowMs: number): Promise<GovernedSubscription[]> {
  const rows = await db().subscription.findMany({ where: { id: { in: [...ids] } }, select: fields });
  rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  return rows.map(({ createdAt, expiresAt, state, termsAcceptedAt, termsVersion, ...row }) => ({
    ...row,
    product: { id: row.product.id, name: row.product.name },
    user: {
      id: row.user.id,
      name: row.user.name,
      email: row.user.email,
      isDeleted: row.user.state === "deleted",
    },
    members: row.members.map(({ user }) => user),
    terms:
      termsAcceptedAt && termsVersion !== null
        ? {
            version: termsVersion,
            current: row.product.termsVersion,
            acceptedAtMs: termsAcceptedAt.getTime(),
          }
        : null,
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
