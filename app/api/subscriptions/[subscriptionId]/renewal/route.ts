import { defineRoute } from "@/lib/http/define-route";
import { requestRenewal } from "@/lib/subscriptions/renewal-commands";
import { subscriptionParams } from "@/lib/subscriptions/schema";

export const POST = defineRoute({
  summary: "Ask for a later end of your subscription",
  answer: { status: 204 },
  access: "signed-in",
  params: subscriptionParams,
  handle: ({ user, actor, params }) => requestRenewal(user, { ...params, actor }),
});
