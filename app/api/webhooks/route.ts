import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { createWebhook } from "@/lib/webhooks/commands";
import { madeWebhook, webhookInput } from "@/lib/webhooks/schema";

/** Adds a webhook; its secret is in the answer, this once. */
export const POST = defineRoute({
  summary: "Add a webhook; the answer shows its secret this once",
  answer: { status: 201, schema: madeWebhook },
  access: "admin",
  body: webhookInput,
  async handle({ user, actor, body }) {
    const made = await createWebhook({ viewer: user, actor }, body);
    return created(`/admin/notifications/webhooks/${made.id}`, made);
  },
});
