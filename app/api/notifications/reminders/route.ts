import { remindersEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { reminderSettings } from "@/lib/notifications/schema";
import { setReminders } from "@/lib/notifications/settings";

export const PUT = defineRoute({
  summary: "Set how long before its end a subscription's developers are reminded",
  answer: { status: 204 },
  access: "admin",
  edits: remindersEditable,
  body: reminderSettings,
  handle: ({ user, actor, body }) => setReminders({ viewer: user, actor }, body),
});
