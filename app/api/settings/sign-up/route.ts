import { defineRoute } from "@/lib/http/define-route";
import { signUpSettings } from "@/lib/users/sign-up-schema";
import { setSignUpSettings } from "@/lib/users/sign-up-settings";

export const PUT = defineRoute({
  access: "admin",
  body: signUpSettings,
  handle: ({ user, actor, body }) => setSignUpSettings({ viewer: user, actor }, body),
});
