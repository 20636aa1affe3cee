import { defineRoute } from "@/lib/http/define-route";
import { testWebhook } from "@/lib/webhooks/commands";
import { webhookParams } from "@/lib/webhooks/schema";

export const POST = defineRoute({
  summary: "Send a test to a webhook",
  answer: { status: 204 },
  access: "admin",
  params: webhookParams,
  handle: ({ user, actor, params }) => testWebhook({ viewer: user, actor }, params.webhookId),
});
