import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { subscribe } from "@/lib/subscriptions/commands";
import { listSubscriptions } from "@/lib/subscriptions/queries";
import { subscribed, subscribeInput, subscriptionPage, subscriptionQuery } from "@/lib/subscriptions/schema";

export const GET = defineRoute({
  summary: "List your subscriptions",
  answer: { schema: subscriptionPage },
  access: "signed-in",

  query: subscriptionQuery,
  handle: ({ user, query }) => listSubscriptions(user.id, query),
});

export const POST = defineRoute({
  summary: "Subscribe to a product",
  answer: { status: 201, schema: subscribed },
  access: "signed-in",

  body: subscribeInput,
  async handle({ user, body, actor }) {
    return created("/subscriptions", await subscribe(user, body, { actor }));
  },
});
