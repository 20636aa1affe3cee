import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { subscribe } from "@/lib/subscriptions/commands";
import { listSubscriptions } from "@/lib/subscriptions/queries";
import { subscribeInput, subscriptionQuery } from "@/lib/subscriptions/schema";

export const GET = defineRoute({
  access: "signed-in",
  query: subscriptionQuery,
  handle: ({ user, query }) => listSubscriptions(user.id, query),
});

export const POST = defineRoute({
  access: "signed-in",
  body: subscribeInput,
  async handle({ user, body, actor }) {
    return created("/subscriptions", await subscribe(user, body, { actor }));
  },
});
