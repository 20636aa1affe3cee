import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { governMessages as text } from "@/lib/messages/en/govern";
import { subscriptionMessages } from "@/lib/messages/en/subscriptions";
import { createSubscriptionWithKeys } from "./create";
import { requireAdmin } from "./govern-queries";
import type { GrantInput, TransitionInput } from "./govern-schema";
import { heldStates, nextState, pendingRenewal, stateAt } from "./permissions";
import { type Subscribed, type SubscriptionState, subscriptionState } from "./schema";
import { tellApproved, tellRejected, tellRenewed } from "./tell";

/** An administrator at work. */
interface Governor {
  viewer: Viewer;
  actor: Actor;
}

/**
 * Takes somebody's subscription from its state to another. Approving makes no keys: its developer makes them, so that
 * nobody else ever sees them.
 * @throws AppError not-allowed, not-found, or conflict where its state does not allow it.
 */
export async function changeState(
  { viewer, actor }: Governor,
  subscriptionId: string,
  { transition, reason, expiresAt }: TransitionInput,
  now = new Date(),
): Promise<void> {
  requireAdmin(viewer);
  await transact(async (tx) => {
    const before = await lockAny(tx, { id: subscriptionId }, now);
    const state = nextState(transition, before.state, "admin");
    if (state === null) throw stateForbids(before.state);
    if (transition === "approve" && before.expiresAt !== null && before.expiresAt <= now) {
      throw new AppError("conflict", text.endsBeforeApproval);
    }
    const stateReason = state === "active" || reason === "" ? null : reason;
    await tx.subscription.update({
      where: { id: subscriptionId },
      data: {
        state,
        stateReason,
        ...(transition === "renew" && { expiresAt, renewalAskedAt: null }),
        ...(state === "active" && before.startsAt === null && { startsAt: now }),
      },
    });
    await recordAudit(tx, actor, {
      action: `subscription.${transition}`,
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: before.name,
      before: { state: before.state },
      after: {
        state,
        reason: stateReason,
        ...(transition === "renew" && { expiresAt: expiresAt?.toISOString() ?? null }),
      },
    });
    if (transition === "approve") await tellApproved(tx, subscriptionId, now);
    if (transition === "renew") await tellRenewed(tx, subscriptionId, { expiresAt, now });
    if (transition === "reject") await tellRejected(tx, subscriptionId, { reason, now });
    await raiseRevision(tx, "subscriptions");
  });
}

/** Sets when a subscription ends; a later end answers who asked for one. What has expired is renewed instead. @throws AppError not-allowed, not-found, conflict */
export async function setExpiry(
  { viewer, actor }: Governor,
  subscriptionId: string,
  expiresAt: Date | null,
  now = new Date(),
): Promise<void> {
  requireAdmin(viewer);
  await transact(async (tx) => {
    const before = await lockAny(tx, { id: subscriptionId }, now);
    if (!heldStates.includes(before.state)) throw stateForbids(before.state);
    const isLater = expiresAt === null || (before.expiresAt !== null && expiresAt > before.expiresAt);
    await tx.subscription.update({
      where: { id: subscriptionId },
      data: { expiresAt, ...(isLater && { renewalAskedAt: null }) },
    });
    await recordAudit(tx, actor, {
      action: "subscription.set-expiry",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: before.name,
      before: { expiresAt: before.expiresAt?.toISOString() ?? null },
      after: { expiresAt: expiresAt?.toISOString() ?? null },
    });
    if (isLater && pendingRenewal(before, before.renewalAskedAt) !== null) {
      await tellRenewed(tx, subscriptionId, { expiresAt, now });
    }
    await raiseRevision(tx, "subscriptions");
  });
}

/**
 * Gives somebody an active subscription, past approval and maximum. The answer shows its keys this once.
 * @throws AppError not-allowed, or invalid-input naming the field.
 */
export async function grantSubscription(governor: Governor, input: GrantInput): Promise<Subscribed> {
  requireAdmin(governor.viewer);
  try {
    return await transact((tx) => grant(tx, governor, input));
  } catch (error) {
    // Two that bring the same key at the same moment both pass the check; the database lets one through.
    if (!isUniqueViolation(error, "hash")) throw error;
    throw fieldError(input.primaryKey === undefined ? "secondaryKey" : "primaryKey", text.keyTaken);
  }
}

async function grant(
  tx: Transaction,
  { actor }: Governor,
  { email, productId, name, expiresAt, primaryKey, secondaryKey }: GrantInput,
): Promise<Subscribed> {
  const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (!user) throw fieldError("email", text.noSuchUser);
  const product = await tx.product.findUnique({ where: { id: productId } });
  if (!product) throw fieldError("productId", text.noSuchProduct);
  if (!product.requiresSubscription) throw fieldError("productId", subscriptionMessages.productOpen);
  await requireFreeKey(tx, "primaryKey", primaryKey);
  await requireFreeKey(tx, "secondaryKey", secondaryKey);
  const made = await createSubscriptionWithKeys(tx, {
    userId: user.id,
    productId,
    name,
    state: "active",
    expiresAt,
    keys: {
      ...(primaryKey !== undefined && { primary: primaryKey }),
      ...(secondaryKey !== undefined && { secondary: secondaryKey }),
    },
  });
  await recordAudit(tx, actor, {
    action: "subscription.grant",
    targetType: "subscription",
    targetId: made.id,
    targetName: name,
    after: {
      userId: user.id,
      email,
      productId,
      productName: product.name,
      expiresAt: expiresAt?.toISOString() ?? null,
      givenKeys: [primaryKey && "primary", secondaryKey && "secondary"].filter(Boolean).join(", "),
    },
  });
  await raiseRevision(tx, "subscriptions");
  return { ...made, name, state: "active" };
}

async function requireFreeKey(tx: Transaction, field: string, value: string | undefined): Promise<void> {
  if (value === undefined) return;
  const hash = hashKey(value, installedSecrets().keyHash);
  if (await tx.subscriptionKey.findUnique({ where: { hash } })) throw fieldError(field, text.keyTaken);
}

/** Takes hold of a subscription for the rest of the transaction: a write, so that changes follow one another. @throws AppError not-found */
export async function lockAny(tx: Transaction, where: { id: string; userId?: string }, now: Date) {
  const { count } = await tx.subscription.updateMany({ where, data: { updatedAt: now } });
  if (count === 0) throw new AppError("not-found", subscriptionMessages.notFound);
  const found = await tx.subscription.findUniqueOrThrow({
    where: { id: where.id },
    select: { name: true, state: true, startsAt: true, expiresAt: true, renewalAskedAt: true },
  });
  const expiresAtMs = found.expiresAt?.getTime() ?? null;
  return {
    ...found,
    expiresAtMs,
    state: stateAt(subscriptionState.parse(found.state), expiresAtMs, now.getTime()),
  };
}

function stateForbids(state: SubscriptionState): AppError {
  return new AppError(
    "conflict",
    subscriptionMessages.stateForbids(subscriptionMessages.states[state].label),
  );
}
