import { withoutSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { recordSignOut } from "@/lib/users/commands";

/** What the account menu's form posts to: the session ends on this browser, and the start page is shown. */
export const POST = defineRoute({
  summary: "Sign out on this browser",
  answer: { status: 303 },
  access: "public",
  sessionOnly: true,

  async handle({ user, actor }) {
    if (user) await recordSignOut(user, actor);
    return withoutSession("/");
  },
});
