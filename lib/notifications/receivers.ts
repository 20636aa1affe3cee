import type { Prisma, Transaction } from "@/lib/db/client";

/** Somebody whom an event concerns. */
export interface Receiver {
  id: string;
  email: string;
}

const select = { id: true, email: true } satisfies Prisma.UserSelect;

export function administrators(tx: Transaction): Promise<Receiver[]> {
  return tx.user.findMany({ where: { role: "admin", state: "active" }, select });
}

/** The developer of a subscription, and the others of its team. */
export function developersOf(tx: Transaction, subscriptionId: string): Promise<Receiver[]> {
  return tx.user.findMany({
    where: {
      state: "active",
      OR: [{ subscriptions: { some: { id: subscriptionId } } }, { teams: { some: { subscriptionId } } }],
    },
    select,
  });
}

interface Block {
  now: Date;
  /** Those whose ids come after this one; "" for the first. */
  after: string;
  take: number;
}

/** Some of those who have an active subscription to a product with this API, by id. */
export function subscribersOf(
  tx: Transaction,
  apiId: string,
  { now, after, take }: Block,
): Promise<Receiver[]> {
  const fitting = {
    state: "active",
    OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    product: { apis: { some: { apiId } } },
  } satisfies Prisma.SubscriptionWhereInput;
  return tx.user.findMany({
    where: {
      id: { gt: after },
      state: "active",
      OR: [{ subscriptions: { some: fitting } }, { teams: { some: { subscription: fitting } } }],
    },
    orderBy: { id: "asc" },
    take,
    select,
  });
}
