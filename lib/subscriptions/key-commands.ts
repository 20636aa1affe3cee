import { type Actor, recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import type { Viewer } from "@/lib/groups/schema";
import { lockOwn } from "./commands";
import { createKey } from "./create";
import { regenerableStates } from "./permissions";
import type { KeySlot, ShownKey } from "./schema";

interface Regeneration {
  subscriptionId: string;
  slot: KeySlot;
  /** How long the predecessor lives on; 0 ends it, and every older one of the slot, at once. */
  overlapHours: number;
  actor: Actor;
  now?: Date;
}

const hourMs = 60 * 60 * 1000;

/**
 * Replaces one key of a developer's own active subscription. The answer shows the new key this once.
 * @throws AppError not-found or conflict.
 */
export async function regenerateKey(
  user: NonNullable<Viewer>,
  { subscriptionId, slot, overlapHours, actor, now = new Date() }: Regeneration,
): Promise<ShownKey> {
  return transact(async (tx) => {
    const { name } = await lockOwn(tx, { userId: user.id, subscriptionId, states: regenerableStates });
    const ofSlot = { subscriptionId, slot };
    if (overlapHours === 0) {
      await tx.subscriptionKey.deleteMany({ where: ofSlot });
    } else {
      const endsAt = new Date(now.getTime() + overlapHours * hourMs);
      // One predecessor at most: what it replaced ends now.
      await tx.subscriptionKey.deleteMany({ where: { ...ofSlot, NOT: { expiresAt: null } } });
      await tx.subscriptionKey.updateMany({
        where: { ...ofSlot, expiresAt: null },
        data: { expiresAt: endsAt },
      });
    }
    const key = await createKey(tx, ofSlot);
    await recordAudit(tx, actor, {
      action: "subscription.regenerate-key",
      targetType: "subscription",
      targetId: subscriptionId,
      targetName: name,
      after: { slot, overlapHours },
    });
    await raiseRevision(tx, "subscriptions");
    return key;
  });
}
