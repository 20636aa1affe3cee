import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Transaction } from "@/lib/db/client";

export const storedEvents = z.array(z.string());

interface Told {
  event: string;
  /** What the event is about, by name. */
  values: Readonly<Record<string, string | number>>;
}

/** Writes a delivery of an event for one webhook. */
export async function queueDelivery(
  tx: Transaction,
  webhookId: string,
  { event, values, now }: Told & { now: Date },
): Promise<void> {
  const id = randomUUID();
  const payload = JSON.stringify({ id, event, at: now.toISOString(), data: values });
  await tx.webhookDelivery.create({
    data: { id, webhookId, event, payload, nextAttemptAt: now, createdAt: now },
  });
}

/** Writes an event for every webhook that wants it, inside the transaction of the event. */
export async function queueForWebhooks(tx: Transaction, told: Told, now: Date): Promise<void> {
  const webhooks = await tx.webhook.findMany({ where: { active: true }, select: { id: true, events: true } });
  for (const { id, events } of webhooks) {
    if (storedEvents.parse(events).includes(told.event)) await queueDelivery(tx, id, { ...told, now });
  }
}
