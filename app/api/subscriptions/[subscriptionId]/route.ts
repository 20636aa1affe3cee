import { defineRoute } from "@/lib/http/define-route";
import { cancelSubscription, renameSubscription } from "@/lib/subscriptions/commands";
import { renameInput, subscriptionParams } from "@/lib/subscriptions/schema";

export const PATCH = defineRoute({
  summary: "Rename your subscription",
  answer: { status: 204 },
  access: "signed-in",

  params: subscriptionParams,
  body: renameInput,
  handle: ({ user, params, body, actor }) => renameSubscription(user, params.subscriptionId, body, actor),
});

export const DELETE = defineRoute({
  summary: "Cancel your subscription",
  answer: { status: 204 },
  access: "signed-in",

  params: subscriptionParams,
  handle: ({ user, params, actor }) => cancelSubscription(user, params.subscriptionId, actor),
});
