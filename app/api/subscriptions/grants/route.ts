import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { grantSubscription } from "@/lib/subscriptions/govern-commands";
import { grantInput } from "@/lib/subscriptions/govern-schema";
import { subscribed } from "@/lib/subscriptions/schema";

export const POST = defineRoute({
  summary: "Give somebody an active subscription; the answer shows its keys this once",
  answer: { status: 201, schema: subscribed },
  access: "admin",

  body: grantInput,
  async handle({ user, actor, body }) {
    return created("/admin/subscriptions", await grantSubscription({ viewer: user, actor }, body));
  },
});
