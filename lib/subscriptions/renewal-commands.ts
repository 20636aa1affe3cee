import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { governMessages } from "@/lib/messages/en/govern";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { requireAdmin } from "./govern-queries";
import { canAskRenewal, pendingRenewal, stateAt } from "./permissions";
import { subscriptionState } from "./schema";
import { tellRenewalDeclined, tellRenewalRequested } from "./tell";

/** Asking for a later end, and the answer no; yes is a later end (`setExpiry`, or `renew` after it). */

interface RenewalAct {
  subscriptionId: string;
  actor: Actor;
  now?: Date;
}

/** Asks administrators for a later end of the developer's own subscription. @throws AppError not-found or conflict */
export async function requestRenewal(
  user: NonNullable<Viewer>,
  { subscriptionId, actor, now = new Date() }: RenewalAct,
): Promise<void> {
  await transact(async (tx) => {
    const found = await takeEnding(tx, { id: subscriptionId, userId: user.id }, now);
    if (!canAskRenewal(found)) throw new AppError("conflict", text.noRenewal);
    if (found.askedAt !== null) throw new AppError("conflict", text.renewalAsked);
    await tx.subscription.update({ where: { id: subscriptionId }, data: { renewalAskedAt: now } });
    await recordAudit(tx, actor, {
      action: "subscription.request-renewal",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: found.name,
      before: { expiresAt: found.expiresAt?.toISOString() ?? null },
    });
    await tellRenewalRequested(tx, subscriptionId, { expiresAt: found.expiresAt, now });
  });
}

/** Leaves the end as it is and says why. @throws AppError not-allowed, not-found or conflict */
export async function declineRenewal(
  viewer: Viewer,
  reason: string,
  { subscriptionId, actor, now = new Date() }: RenewalAct,
): Promise<void> {
  requireAdmin(viewer);
  await transact(async (tx) => {
    const found = await takeEnding(tx, { id: subscriptionId }, now);
    if (pendingRenewal(found, found.askedAt) === null) {
      throw new AppError("conflict", governMessages.noRenewalAsked);
    }
    await tx.subscription.update({ where: { id: subscriptionId }, data: { renewalAskedAt: null } });
    await recordAudit(tx, actor, {
      action: "subscription.decline-renewal",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: found.name,
      after: { reason },
    });
    await tellRenewalDeclined(tx, subscriptionId, { reason, now });
  });
}

/** Takes hold of a subscription for the rest of the transaction: a write, so that changes follow one another. */
async function takeEnding(tx: Transaction, where: { id: string; userId?: string }, now: Date) {
  const { count } = await tx.subscription.updateMany({ where, data: { updatedAt: now } });
  if (count === 0) throw new AppError("not-found", text.notFound);
  const { name, expiresAt, ...found } = await tx.subscription.findUniqueOrThrow({
    where: { id: where.id },
    select: { name: true, state: true, expiresAt: true, renewalAskedAt: true },
  });
  const expiresAtMs = expiresAt?.getTime() ?? null;
  const state = stateAt(subscriptionState.parse(found.state), expiresAtMs, now.getTime());
  return { name, state, expiresAt, expiresAtMs, askedAt: found.renewalAskedAt };
}
