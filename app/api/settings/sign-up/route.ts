import { signUpEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { signUpSettings } from "@/lib/users/sign-up-schema";
import { setSignUpSettings } from "@/lib/users/sign-up-settings";

export const PUT = defineRoute({
  summary: "Change who may sign up",
  answer: { status: 204 },
  access: "admin",
  edits: signUpEditable,
  sessionOnly: true,
  body: signUpSettings,
  handle: ({ user, actor, body }) => setSignUpSettings({ viewer: user, actor }, body),
});
