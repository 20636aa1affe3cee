import { expiryEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { setExpiry } from "@/lib/subscriptions/govern-commands";
import { expiryInput } from "@/lib/subscriptions/govern-schema";
import { subscriptionParams } from "@/lib/subscriptions/schema";

export const PUT = defineRoute({
  summary: "Set when a subscription ends",
  answer: { status: 204 },
  access: "admin",
  edits: expiryEditable,
  params: subscriptionParams,
  body: expiryInput,
  handle: ({ user, actor, params, body }) =>
    setExpiry({ viewer: user, actor }, params.subscriptionId, body.expiresAt),
});
