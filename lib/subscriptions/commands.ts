import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { AppError, fieldError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { visibleProducts } from "@/lib/products/queries";
import { createSubscriptionWithKeys } from "./create";
import { renamableStates, stateAt, statesFor } from "./permissions";
import { heldAt } from "./queries";
import {
  type RenameInput,
  type Subscribed,
  type SubscribeInput,
  type SubscriptionState,
  subscriptionState,
} from "./schema";
import { tellRequested } from "./tell";

type Subscriber = NonNullable<Viewer>;

/** The same for another's subscription as for one that never was. */
function noSuchSubscription(): AppError {
  return new AppError("not-found", text.notFound);
}

/**
 * Subscribes a developer to a product they may see. The keys in the answer are shown this once; there are none while
 * the request waits for approval.
 * @throws AppError not-found, conflict, or invalid-input naming the field.
 */
export async function subscribe(
  user: Subscriber,
  input: SubscribeInput,
  { actor, now = new Date() }: { actor: Actor; now?: Date },
): Promise<Subscribed> {
  return transact(async (tx) => {
    const product = await tx.product.findFirst({
      where: { AND: [{ id: input.productId }, visibleProducts(user)] },
    });
    if (!product) throw new AppError("not-found", text.productNotFound);
    if (!product.requiresSubscription) throw new AppError("conflict", text.productOpen);
    if (product.terms !== "" && !input.termsAccepted) throw fieldError("termsAccepted", text.termsMissing);
    await claimPlace(tx, user.id, product, text.maximumReached);
    const state = product.requiresApproval ? "submitted" : "active";
    const created = await createSubscriptionWithKeys(tx, {
      userId: user.id,
      productId: product.id,
      name: input.name,
      state,
      ...(product.terms !== "" && { termsAcceptedAt: now, termsVersion: product.termsVersion }),
      now,
    });
    await recordAudit(tx, actor, {
      action: "subscription.create",
      targetType: "subscription",
      targetId: created.id,
      targetName: input.name,
      after: {
        productId: product.id,
        productName: product.name,
        state,
        userId: user.id,
        termsVersion: product.terms === "" ? null : product.termsVersion,
      },
    });
    if (state === "submitted") await tellRequested(tx, created.id, now);
    await raiseRevision(tx, "subscriptions");
    return { ...created, name: input.name, state };
  });
}

interface LimitedProduct {
  id: string;
  maxSubscriptions: number | null;
}

/**
 * Lets through at most as many subscriptions as the product allows one developer. The write that changes nothing
 * locks the developer's row, so that requests of one developer pass here one after the other and each counts what
 * the one before has written.
 */
export async function claimPlace(
  tx: Transaction,
  userId: string,
  { id, maxSubscriptions }: LimitedProduct,
  explain: (most: number) => string,
): Promise<void> {
  const active = await tx.$executeRaw`
    UPDATE "User" SET "id" = "id" WHERE "id" = ${userId} AND "state" = 'active'`;
  if (active === 0) throw new AppError("not-signed-in", text.notSignedIn);
  if (maxSubscriptions === null) return;
  const held = await tx.subscription.count({
    where: { userId, productId: id, ...heldAt(new Date()) },
  });
  if (held >= maxSubscriptions) throw new AppError("conflict", explain(maxSubscriptions));
}

/** @throws AppError not-found, or conflict where its state is past changing. */
export async function renameSubscription(
  user: Subscriber,
  subscriptionId: string,
  { name }: RenameInput,
  actor: Actor,
): Promise<void> {
  await transact(async (tx) => {
    const before = await lockOwn(tx, { userId: user.id, subscriptionId, states: renamableStates });
    await tx.subscription.update({ where: { id: subscriptionId }, data: { name } });
    await recordAudit(tx, actor, {
      action: "subscription.rename",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: name,
      before: { name: before.name },
      after: { name },
    });
    await raiseRevision(tx, "subscriptions");
  });
}

/** Ends a subscription for good; its keys stop at once. @throws AppError not-found or conflict. */
export async function cancelSubscription(
  user: Subscriber,
  subscriptionId: string,
  actor: Actor,
): Promise<void> {
  await transact(async (tx) => {
    const states = statesFor("cancel", "owner");
    const before = await lockOwn(tx, { userId: user.id, subscriptionId, states });
    await tx.subscription.update({ where: { id: subscriptionId }, data: { state: "cancelled" } });
    await recordAudit(tx, actor, {
      action: "subscription.cancel",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: before.name,
      before: { state: before.state },
      after: { state: "cancelled" },
    });
    await raiseRevision(tx, "subscriptions");
  });
}

interface OwnSubscription {
  userId: string;
  subscriptionId: string;
  states: readonly SubscriptionState[];
}

/**
 * Takes hold of the developer's own subscription for the rest of the transaction: a conditional write, so that of two
 * changes at once the second sees what the first has done.
 */
export async function lockOwn(tx: Transaction, { userId, subscriptionId, states }: OwnSubscription) {
  const now = new Date();
  const { count } = await tx.subscription.updateMany({
    where: {
      id: subscriptionId,
      userId,
      state: { in: [...states] },
      // A request does not expire: nothing has begun yet.
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }, { state: "submitted" }],
    },
    data: { updatedAt: now },
  });
  const found = await tx.subscription.findFirst({
    where: { id: subscriptionId, userId },
    select: { name: true, state: true, expiresAt: true },
  });
  if (!found) throw noSuchSubscription();
  const state = stateAt(
    subscriptionState.parse(found.state),
    found.expiresAt?.getTime() ?? null,
    now.getTime(),
  );
  if (count === 0) throw new AppError("conflict", text.stateForbids(text.states[state].label));
  return { name: found.name, state };
}
