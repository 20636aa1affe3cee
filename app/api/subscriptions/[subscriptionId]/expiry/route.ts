import { defineRoute } from "@/lib/http/define-route";
import { setExpiry } from "@/lib/subscriptions/govern-commands";
import { expiryInput } from "@/lib/subscriptions/govern-schema";
import { subscriptionParams } from "@/lib/subscriptions/schema";

export const PUT = defineRoute({
  access: "admin",
  params: subscriptionParams,
  body: expiryInput,
  handle: ({ user, actor, params, body }) =>
    setExpiry({ viewer: user, actor }, params.subscriptionId, body.expiresAt),
});
