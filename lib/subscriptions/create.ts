import type { Transaction } from "@/lib/db/client";
import { generateKey } from "@/lib/keys/generate";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { keyHint, maskKey } from "@/lib/keys/mask";
import { type KeySlot, keySlots, type ShownKey, type SubscriptionState } from "./schema";

interface NewSubscription {
  userId: string;
  productId: string;
  name: string;
  state: Extract<SubscriptionState, "active" | "submitted">;
  termsAcceptedAt?: Date | null;
  termsVersion?: number | null;
  expiresAt?: Date | null;
  now?: Date;
  /** Values to take over from elsewhere; new ones are made for the slots that are left out. */
  keys?: Partial<Record<KeySlot, string>>;
}

/**
 * Stores a subscription, and its two keys where it is active; of a submitted one, its developer makes them after the approval.
 * No audit, no revision: the caller's transaction adds them.
 */
export async function createSubscriptionWithKeys(
  tx: Transaction,
  { keys, now = new Date(), state, ...subscription }: NewSubscription,
): Promise<{ id: string; keys: ShownKey[] | null }> {
  const active = state === "active";
  const { id } = await tx.subscription.create({
    data: { ...subscription, state, createdAt: now, startsAt: active ? now : null },
    select: { id: true },
  });
  return { id, keys: active ? await createKeys(tx, id, keys) : null };
}

/** Makes both keys of a subscription. */
async function createKeys(
  tx: Transaction,
  subscriptionId: string,
  values: Partial<Record<KeySlot, string>> = {},
): Promise<ShownKey[]> {
  const shown: ShownKey[] = [];
  for (const slot of keySlots) shown.push(await createKey(tx, { subscriptionId, slot, value: values[slot] }));
  return shown;
}

interface NewKey {
  subscriptionId: string;
  slot: KeySlot;
  value?: string | undefined;
}

/** Makes one key. Its hash and hint are stored; the answer is the only place where it is whole. */
export async function createKey(
  tx: Transaction,
  { subscriptionId, slot, value = generateKey() }: NewKey,
): Promise<ShownKey> {
  const hint = keyHint(value);
  await tx.subscriptionKey.create({
    data: { subscriptionId, slot, hash: hashKey(value, installedSecrets().keyHash), ...hint },
  });
  return { slot, value, masked: maskKey(hint) };
}
