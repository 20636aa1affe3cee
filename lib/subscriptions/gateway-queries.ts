import { z } from "zod";
import { db, type Prisma } from "@/lib/db/client";

/** What the gateways ask about a caller: a subscription by its key's hash or by its id. */

const stateSchema = z.enum(["submitted", "active", "suspended", "rejected", "cancelled", "expired"]);
const userStateSchema = z.enum(["active", "blocked", "pending"]);

const include = { user: { select: { state: true, role: true } } } satisfies Prisma.SubscriptionInclude;
type Row = Prisma.SubscriptionGetPayload<{ include: typeof include }>;

function toEntry(row: Row, keyExpiresAt: Date | null) {
  return {
    id: row.id,
    name: row.name,
    state: stateSchema.parse(row.state),
    productId: row.productId,
    userId: row.userId,
    userState: userStateSchema.parse(row.user.state),
    startsAtMs: (row.startsAt ?? row.createdAt).getTime(),
    expiresAtMs: row.expiresAt?.getTime() ?? null,
    keyExpiresAtMs: keyExpiresAt?.getTime() ?? null,
    mayTrace: row.user.role === "admin",
  };
}

export async function findSubscriptionByKeyHash(hash: string) {
  const key = await db().subscriptionKey.findUnique({
    where: { hash },
    include: { subscription: { include } },
  });
  return key ? toEntry(key.subscription, key.expiresAt) : null;
}

export async function findSubscriptionById(id: string) {
  const row = await db().subscription.findUnique({
    where: { id },
    include: { ...include, members: { select: { userId: true } } },
  });
  return row ? { ...toEntry(row, null), memberIds: row.members.map(({ userId }) => userId) } : null;
}
