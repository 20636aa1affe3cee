import { ruleEditable } from "@/lib/editing/editables";
import { defineRoute, requireSession } from "@/lib/http/define-route";
import { isNotification } from "@/lib/notifications/events-schema";
import { setRule } from "@/lib/notifications/rule-commands";
import { eventParams, ruleInput } from "@/lib/notifications/schema";

/** Sets whom an event's mail goes to, and what it says. */
export const PUT = defineRoute({
  summary: "Set whom the mail about an event goes to, and what it says",
  answer: { status: 204 },
  access: "admin",
  edits: ruleEditable,
  params: eventParams,
  body: ruleInput,
  async handle({ user, actor, params, body, credential }) {
    // These mails carry the links that open accounts.
    if (!isNotification(params.event)) requireSession(credential);
    await setRule({ viewer: user, actor }, params.event, body);
  },
});
