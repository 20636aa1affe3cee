import { defineRoute } from "@/lib/http/define-route";
import { changeState } from "@/lib/subscriptions/govern-commands";
import { transitionInput } from "@/lib/subscriptions/govern-schema";
import { subscriptionParams } from "@/lib/subscriptions/schema";

export const POST = defineRoute({
  summary: "Approve, reject, suspend, resume, renew or cancel a subscription",
  answer: { status: 204 },
  access: "admin",

  params: subscriptionParams,
  body: transitionInput,
  handle: ({ user, actor, params, body }) =>
    changeState({ viewer: user, actor }, params.subscriptionId, body),
});
