import { db, type Prisma } from "@/lib/db/client";
import { versionOfState } from "@/lib/editing/editable";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { selectRows } from "@/lib/lists/select";
import { governMessages as text } from "@/lib/messages/en/govern";
import { subscriptionMessages } from "@/lib/messages/en/subscriptions";
import type { GovernedListQuery, GovernedSubscription } from "./govern-schema";
import { pendingRenewal, stateAt } from "./permissions";
import { activeAt, renewalPendingAt } from "./queries";
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
  renewalAskedAt: true,
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
  renewalAskedAt: true,
  product: { select: { name: true } },
  user: { select: { name: true, email: true } },
  members: { select: { user: { select: { name: true, email: true } } } },
} satisfies Prisma.SubscriptionSelect;

/** One page of the subscriptions that fit, and how many there are of each kind. @throws AppError not-allowed */
export async function listGoverned(viewer: Viewer, query: GovernedListQuery, nowMs = Date.now()) {
  requireAdmin(viewer);
  const rows = await db().subscription.findMany({ select: lightFields });
  const subscriptions = rows.map((row) => ({ ...row, ...stateOf(row, nowMs) }));
  const { items, ...found } = selectRows(subscriptions, query, {
    textOf: ({ name, product, user, members }) => [
      name,
      product.name,
      ...[user, ...members.map((member) => member.user)].flatMap((one) => [one.name, one.email]),
    ],
    isIn: {
      all: () => true,
      waiting: ({ state, renewalAskedAtMs }) => state === "submitted" || renewalAskedAtMs !== null,
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
      expires: ({ expiresAtMs }) => expiresAtMs,
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
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    stateReason: row.stateReason,
    product: { id: row.product.id, name: row.product.name },
    user: {
      id: row.user.id,
      name: row.user.name,
      email: row.user.email,
      isDeleted: row.user.state === "deleted",
    },
    members: row.members.map(({ user }) => user),
    terms:
      row.termsAcceptedAt && row.termsVersion !== null
        ? {
            version: row.termsVersion,
            current: row.product.termsVersion,
            acceptedAtMs: row.termsAcceptedAt.getTime(),
          }
        : null,
    createdAtMs: row.createdAt.getTime(),
    ...stateOf(row, nowMs),
    expiryVersion: versionOfState({ expiresAt: row.expiresAt }),
  }));
}

interface Stored {
  state: string;
  expiresAt: Date | null;
  renewalAskedAt: Date | null;
}

/** What a stored subscription is at a moment. */
function stateOf({ state: stored, expiresAt, renewalAskedAt }: Stored, nowMs: number) {
  const expiresAtMs = expiresAt?.getTime() ?? null;
  const state = stateAt(subscriptionState.parse(stored), expiresAtMs, nowMs);
  return { state, expiresAtMs, renewalAskedAtMs: pendingRenewal({ state, expiresAtMs }, renewalAskedAt) };
}

/** How many subscriptions can be called with, and how many wait for an administrator. @throws AppError not-allowed */
export async function countGoverned(viewer: Viewer, now = new Date()) {
  requireAdmin(viewer);
  const [active, waiting] = await Promise.all([
    db().subscription.count({ where: activeAt(now) }),
    db().subscription.count({ where: { OR: [{ state: "submitted" }, renewalPendingAt(now)] } }),
  ]);
  return { active, waiting };
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
