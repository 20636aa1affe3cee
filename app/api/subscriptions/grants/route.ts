import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { grantSubscription } from "@/lib/subscriptions/govern-commands";
import { grantInput } from "@/lib/subscriptions/govern-schema";

export const POST = defineRoute({
  access: "admin",
  body: grantInput,
  async handle({ user, actor, body }) {
    return created("/admin/subscriptions", await grantSubscription({ viewer: user, actor }, body));
  },
});
