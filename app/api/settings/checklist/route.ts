import { defineRoute } from "@/lib/http/define-route";
import { checklistSetting } from "@/lib/settings/checklist-queries";
import { setChecklist } from "@/lib/settings/commands";

export const PUT = defineRoute({
  summary: "Put the first steps on the overview away, or show them again",
  answer: { status: 204 },
  access: "admin",
  body: checklistSetting,
  handle: ({ user, actor, body }) => setChecklist({ viewer: user, actor }, body),
});
