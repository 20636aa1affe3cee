import { defineRoute } from "@/lib/http/define-route";
import { chooseNotifications } from "@/lib/notifications/rule-commands";
import { choiceInput } from "@/lib/notifications/schema";

/** Chooses the events that one gets mail about. */
export const PUT = defineRoute({
  summary: "Choose the events you get mail about",
  answer: { status: 204 },
  access: "signed-in",
  body: choiceInput,
  handle: ({ user, actor, body }) => chooseNotifications(user, body.events, actor),
});
