import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, type Transaction } from "@/lib/db/client";
import { deletionMessages as text } from "@/lib/messages/en/deletion";
import { heldStates } from "./permissions";
import { tellPassedOn } from "./tell";

/** What becomes of a person's subscriptions when their account is deleted. */

/** A team subscription, and who gets it. */
export interface PassedOn {
  id: string;
  name: string;
  to: { id: string; name: string; email: string };
}

interface LeavingPlan {
  passedOn: PassedOn[];
  /** In use, and nobody's to go on with. */
  cancelled: { id: string; name: string; state: string }[];
  /** Teams of others that the person is in. */
  teamCount: number;
}

/**
 * A team goes on with the member who has been in it longest and can sign in; the product's maximum does not stop that,
 * for nothing new is subscribed to. What has no such member is cancelled.
 */
export async function planLeaving(
  userId: string,
  store: Pick<Transaction, "subscription" | "subscriptionMember"> = db(),
): Promise<LeavingPlan> {
  const held = await store.subscription.findMany({
    where: { userId, state: { in: [...heldStates] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      state: true,
      members: {
        where: { user: { state: "active" } },
        orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
        take: 1,
        select: { user: { select: { id: true, name: true, email: true } } },
      },
    },
  });
  const passedOn: PassedOn[] = [];
  const cancelled: LeavingPlan["cancelled"] = [];
  for (const { members, ...subscription } of held) {
    const to = members[0]?.user;
    if (to) passedOn.push({ id: subscription.id, name: subscription.name, to });
    else cancelled.push(subscription);
  }
  return { passedOn, cancelled, teamCount: await store.subscriptionMember.count({ where: { userId } }) };
}

/** Passes on, cancels and empties what the person has, inside the transaction that deletes the account. */
export async function leaveSubscriptions(
  tx: Transaction,
  userId: string,
  { actor, scrub }: { actor: Actor; scrub: (text: string) => string },
): Promise<void> {
  const { passedOn, cancelled } = await planLeaving(userId, tx);
  for (const { id, name, to } of passedOn) {
    await tx.subscriptionMember.delete({
      where: { subscriptionId_userId: { subscriptionId: id, userId: to.id } },
    });
    await tx.subscription.update({ where: { id }, data: { userId: to.id, name: scrub(name) } });
    await recordAudit(tx, actor, {
      action: "subscription.hand-over",
      targetType: "subscription",
      targetId: id,
      targetName: scrub(name),
      before: { userId },
      after: { userId: to.id, email: to.email },
    });
    await tellPassedOn(tx, id, { to, now: new Date() });
  }
  for (const { id, state } of cancelled) {
    await recordAudit(tx, actor, {
      action: "subscription.cancel",
      targetType: "subscription",
      targetId: id,
      targetName: text.formerSubscription,
      before: { state },
      after: { state: "cancelled" },
    });
  }
  const own = { userId };
  await tx.subscriptionKey.deleteMany({ where: { subscription: own } });
  await tx.subscriptionMember.deleteMany({ where: { OR: [own, { subscription: own }] } });
  await tx.subscription.updateMany({
    where: { userId, state: { in: [...heldStates] } },
    data: { state: "cancelled" },
  });
  await tx.subscription.updateMany({
    where: own,
    data: { name: text.formerSubscription, stateReason: text.stateReason },
  });
}
