import { type Actor, recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { governMessages } from "@/lib/messages/en/govern";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { lockAny } from "./govern-commands";
import { requireAdmin } from "./govern-queries";
import { canAskRenewal, pendingRenewal } from "./permissions";
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
    const found = await lockAny(tx, { id: subscriptionId, userId: user.id }, now);
    if (!canAskRenewal(found)) throw new AppError("conflict", text.noRenewal);
    if (found.renewalAskedAt !== null) throw new AppError("conflict", text.renewalAsked);
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
    const found = await lockAny(tx, { id: subscriptionId }, now);
    if (pendingRenewal(found, found.renewalAskedAt) === null) {
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
