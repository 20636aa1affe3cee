import { defineRoute } from "@/lib/http/define-route";
import { renewalRefusal } from "@/lib/subscriptions/govern-schema";
import { declineRenewal } from "@/lib/subscriptions/renewal-commands";
import { subscriptionParams } from "@/lib/subscriptions/schema";

export const POST = defineRoute({
  summary: "Decline to renew a subscription",
  answer: { status: 204 },
  access: "admin",
  params: subscriptionParams,
  body: renewalRefusal,
  handle: ({ user, actor, params, body }) => declineRenewal(user, body.reason, { ...params, actor }),
});
