import { defineRoute } from "@/lib/http/define-route";
import { handOverInput, subscriptionParams } from "@/lib/subscriptions/schema";
import { handOver } from "@/lib/subscriptions/team-commands";

export const PUT = defineRoute({
  summary: "Make a member the owner of your subscription",
  answer: { status: 204 },
  access: "signed-in",
  params: subscriptionParams,
  body: handOverInput,
  handle: ({ user, actor, params, body }) => handOver(user, body.userId, { ...params, actor }),
});
