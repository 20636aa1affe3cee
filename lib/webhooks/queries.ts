import { z } from "zod";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import { notificationNames } from "@/lib/notifications/events-schema";
import { requireSettingsAdmin, type SettingsViewer } from "@/lib/settings/store";
import { type Delivery, deliveryState } from "./schema";

const events = z.array(z.enum(notificationNames));
const fields = { id: true, name: true, url: true, events: true, active: true } as const;

/** Every webhook, by name. @throws AppError not-allowed */
export async function listWebhooks(viewer: SettingsViewer) {
  requireSettingsAdmin(viewer);
  const rows = await db().webhook.findMany({ orderBy: { name: "asc" }, select: fields });
  return rows.map((row) => ({ ...row, events: events.parse(row.events) }));
}

const shownDeliveries = 50;

/** One webhook with the end of its log. @throws AppError not-allowed or not-found */
export async function getWebhook(viewer: SettingsViewer, webhookId: string) {
  requireSettingsAdmin(viewer);
  const row = await db().webhook.findUnique({
    where: { id: webhookId },
    select: {
      ...fields,
      deliveries: {
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: shownDeliveries,
        select: {
          id: true,
          event: true,
          state: true,
          attempts: true,
          lastStatus: true,
          lastError: true,
          createdAt: true,
        },
      },
    },
  });
  if (!row) throw new AppError("not-found", text.missing);
  const { deliveries, ...webhook } = row;
  return {
    webhook: { ...webhook, events: events.parse(webhook.events) },
    deliveries: deliveries.map(
      ({ createdAt, state, ...delivery }): Delivery => ({
        ...delivery,
        state: deliveryState.parse(state),
        createdAtMs: createdAt.getTime(),
      }),
    ),
  };
}
