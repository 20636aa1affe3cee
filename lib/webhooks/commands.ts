import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import { requireSettingsAdmin, type SettingsViewer } from "@/lib/settings/store";
import { queueDelivery, storedEvents } from "./queue";
import type { MadeWebhook, WebhookInput } from "./schema";
import { makeSecret, sealSecret } from "./secret";

interface Settler {
  viewer: SettingsViewer;
  actor: Actor;
}

const targetOf = (targetId: string, targetName: string) => ({ targetType: "webhook", targetId, targetName });

/** Adds a webhook; the answer shows its secret this once. @throws AppError not-allowed */
export async function createWebhook({ viewer, actor }: Settler, input: WebhookInput): Promise<MadeWebhook> {
  requireSettingsAdmin(viewer);
  const secret = makeSecret();
  return transact(async (tx) => {
    // The seal is bound to the id, which is known once the row is there.
    const { id } = await tx.webhook.create({ data: { ...input, secretSealed: "" }, select: { id: true } });
    await tx.webhook.update({ where: { id }, data: { secretSealed: sealSecret(secret, id) } });
    await recordAudit(tx, actor, { action: "webhook.create", ...targetOf(id, input.name), after: input });
    return { id, secret };
  });
}

/** @throws AppError not-allowed or not-found */
export async function updateWebhook(
  { viewer, actor }: Settler,
  id: string,
  input: WebhookInput,
): Promise<void> {
  requireSettingsAdmin(viewer);
  await transact(async (tx) => {
    const { name, url, events, active } = await find(tx, id);
    await tx.webhook.update({ where: { id }, data: input });
    const before = { name, url, active, events: storedEvents.parse(events) };
    await recordAudit(tx, actor, {
      action: "webhook.update",
      ...targetOf(id, input.name),
      before,
      after: input,
    });
  });
}

/** Deletes a webhook with its log. @throws AppError not-allowed or not-found */
export async function deleteWebhook({ viewer, actor }: Settler, id: string): Promise<void> {
  requireSettingsAdmin(viewer);
  await transact(async (tx) => {
    const { name, url } = await find(tx, id);
    await tx.webhook.delete({ where: { id } });
    await recordAudit(tx, actor, { action: "webhook.delete", ...targetOf(id, name), before: { name, url } });
  });
}

/** Sends an event that means nothing, to see whether it arrives. @throws AppError not-allowed or not-found */
export async function testWebhook({ viewer, actor }: Settler, id: string, now = new Date()): Promise<void> {
  requireSettingsAdmin(viewer);
  await transact(async (tx) => {
    const { name } = await find(tx, id);
    await queueDelivery(tx, id, { event: "test", values: { webhook: name }, now });
    await recordAudit(tx, actor, { action: "webhook.test", ...targetOf(id, name) });
  });
}

/** Sends a delivery once more. @throws AppError not-allowed, not-found or conflict */
export async function redeliver(
  { viewer, actor }: Settler,
  { webhookId, deliveryId }: { webhookId: string; deliveryId: string },
  now = new Date(),
): Promise<void> {
  requireSettingsAdmin(viewer);
  await transact(async (tx) => {
    const { name } = await find(tx, webhookId);
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, webhookId, state: { in: ["sent", "failed"] } },
      data: { state: "waiting", attempts: 0, nextAttemptAt: now },
    });
    const found = await tx.webhookDelivery.findFirst({ where: { id: deliveryId, webhookId } });
    if (!found) throw new AppError("not-found", text.deliveryMissing);
    if (count === 0) throw new AppError("conflict", text.stillWaiting);
    await recordAudit(tx, actor, {
      action: "webhook.redeliver",
      ...targetOf(webhookId, name),
      after: { deliveryId },
    });
  });
}

async function find(tx: Transaction, id: string) {
  const webhook = await tx.webhook.findUnique({ where: { id } });
  if (!webhook) throw new AppError("not-found", text.missing);
  return webhook;
}
