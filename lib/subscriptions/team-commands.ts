import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { AppError, fieldError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { subscriptionMessages } from "@/lib/messages/en/subscriptions";
import { teamMessages as text } from "@/lib/messages/en/teams";
import { claimPlace, lockOwn } from "./commands";
import { heldStates } from "./permissions";
import type { AddMemberInput } from "./schema";
import { tellPassedOn } from "./tell";

/**
 * Who uses a subscription beside its owner. The owner changes the team; a member can leave it. To everybody else the
 * subscription does not exist (docs/decisions/048-teams-have-one-owner.md).
 */

type Person = NonNullable<Viewer>;

const mostMembers = 50;

interface TeamAct {
  subscriptionId: string;
  actor: Actor;
}

/** Adds somebody who has an account. @throws AppError not-found, conflict, or invalid-input naming the field */
export async function addTeamMember(
  owner: Person,
  { email }: AddMemberInput,
  { subscriptionId, actor }: TeamAct,
): Promise<{ id: string; name: string; email: string }> {
  return transact(async (tx) => {
    const { name } = await lockOwn(tx, { userId: owner.id, subscriptionId, states: heldStates });
    const user = await tx.user.findUnique({
      where: { email },
      select: { id: true, name: true, email: true, state: true },
    });
    if (user?.state !== "active") throw fieldError("email", text.unknown);
    if (user.id === owner.id) throw fieldError("email", text.isOwner);
    const members = await tx.subscriptionMember.findMany({ where: { subscriptionId } });
    if (members.some(({ userId }) => userId === user.id)) throw fieldError("email", text.isMember);
    if (members.length >= mostMembers) throw fieldError("email", text.full(mostMembers));
    await tx.subscriptionMember.create({ data: { subscriptionId, userId: user.id } });
    await recordAudit(tx, actor, {
      action: "subscription.add-member",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: name,
      after: { userId: user.id, email: user.email },
    });
    await raiseRevision(tx, "subscriptions");
    return { id: user.id, name: user.name, email: user.email };
  });
}

/** The owner removes somebody, or somebody leaves. @throws AppError not-found or conflict */
export async function removeTeamMember(
  person: Person,
  userId: string,
  { subscriptionId, actor }: TeamAct,
): Promise<void> {
  await transact(async (tx) => {
    if (userId !== person.id) {
      await lockOwn(tx, { userId: person.id, subscriptionId, states: heldStates });
    }
    const member = await findMember(tx, subscriptionId, userId);
    // To whoever is neither owner nor member, there is no such subscription.
    if (!member) {
      throw new AppError("not-found", userId === person.id ? subscriptionMessages.notFound : text.notMember);
    }
    await tx.subscriptionMember.delete({ where: { subscriptionId_userId: { subscriptionId, userId } } });
    await recordAudit(tx, actor, {
      action: userId === person.id ? "subscription.leave" : "subscription.remove-member",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: member.subscription.name,
      before: { userId, email: member.user.email },
    });
    await raiseRevision(tx, "subscriptions");
  });
}

/**
 * Makes a member the owner; the owner becomes a member. It counts as the new owner's from then on.
 * @throws AppError not-found, or conflict where its state or the product's maximum does not allow it.
 */
export async function handOver(
  owner: Person,
  userId: string,
  { subscriptionId, actor }: TeamAct,
): Promise<void> {
  await transact(async (tx) => {
    const { name } = await lockOwn(tx, { userId: owner.id, subscriptionId, states: heldStates });
    const member = await findMember(tx, subscriptionId, userId);
    if (!member) throw new AppError("not-found", text.notMember);
    const { user, subscription } = member;
    if (user.state !== "active") throw new AppError("conflict", text.ownerInactive(user.name));
    await claimPlace(tx, userId, subscription.product, () => text.ownerFull(user.name));
    await tx.subscriptionMember.delete({ where: { subscriptionId_userId: { subscriptionId, userId } } });
    await tx.subscriptionMember.create({ data: { subscriptionId, userId: owner.id } });
    await tx.subscription.update({ where: { id: subscriptionId }, data: { userId } });
    await recordAudit(tx, actor, {
      action: "subscription.hand-over",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: name,
      before: { userId: owner.id },
      after: { userId, email: user.email },
    });
    await tellPassedOn(tx, subscriptionId, { to: { id: userId, email: user.email }, now: new Date() });
    await raiseRevision(tx, "subscriptions");
  });
}

function findMember(tx: Transaction, subscriptionId: string, userId: string) {
  return tx.subscriptionMember.findUnique({
    where: { subscriptionId_userId: { subscriptionId, userId } },
    select: {
      user: { select: { name: true, email: true, state: true } },
      subscription: {
        select: { name: true, product: { select: { id: true, maxSubscriptions: true } } },
      },
    },
  });
}
