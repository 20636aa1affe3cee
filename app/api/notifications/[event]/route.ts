import { defineRoute } from "@/lib/http/define-route";
import { setRule } from "@/lib/notifications/rule-commands";
import { eventParams, ruleInput } from "@/lib/notifications/schema";

/** Sets whom an event's mail goes to, and what it says. */
export const PUT = defineRoute({
  summary: "Set whom the mail about an event goes to, and what it says",
  answer: { status: 204 },
  access: "admin",
  params: eventParams,
  body: ruleInput,
  handle: ({ user, actor, params, body }) => setRule({ viewer: user, actor }, params.event, body),
});
