import { webhookEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { deleteWebhook, updateWebhook } from "@/lib/webhooks/commands";
import { webhookInput, webhookParams } from "@/lib/webhooks/schema";

export const PUT = defineRoute({
  summary: "Change a webhook",
  answer: { status: 204 },
  access: "admin",
  edits: webhookEditable,
  params: webhookParams,
  body: webhookInput,
  handle: ({ user, actor, params, body }) => updateWebhook({ viewer: user, actor }, params.webhookId, body),
});

export const DELETE = defineRoute({
  summary: "Delete a webhook with its log",
  answer: { status: 204 },
  access: "admin",
  params: webhookParams,
  handle: ({ user, actor, params }) => deleteWebhook({ viewer: user, actor }, params.webhookId),
});
