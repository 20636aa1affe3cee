import { z } from "zod";
import { textMessages } from "@/lib/messages/en/text";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import { notificationNames } from "@/lib/notifications/events-schema";
import { storable } from "@/lib/text/schema";

/** What administrators send and get about webhooks. Browser-safe. */

const id = z.string().regex(/^[\w-]{1,64}$/);
export const webhookParams = z.strictObject({ webhookId: id });
export const deliveryParams = z.strictObject({ webhookId: id, deliveryId: id });

const webAddress = z
  .string()
  .trim()
  .max(2_000, text.urlInvalid)
  .refine((written) => {
    const url = URL.parse(written);
    return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  }, text.urlInvalid);

export const webhookInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, text.nameMissing)
    .max(100, text.nameTooLong)
    // NUL and halves of surrogate pairs: PostgreSQL can store neither.
    .regex(storable, textMessages.unstorable),
  url: webAddress,
  events: z.array(z.enum(notificationNames)).min(1, text.eventsMissing).max(notificationNames.length),
  active: z.boolean().default(true),
});
export type WebhookInput = z.output<typeof webhookInput>;

/** A webhook's secret at the one time that it is known. */
export const madeWebhook = z.object({ id: z.string(), secret: z.string() });
export type MadeWebhook = z.infer<typeof madeWebhook>;

export const deliveryState = z.enum(["waiting", "sent", "failed"]);

/** A delivery in a webhook's log. */
export interface Delivery {
  id: string;
  event: string;
  state: z.infer<typeof deliveryState>;
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
  createdAtMs: number;
}
