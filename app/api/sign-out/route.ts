import { currentSession } from "@/lib/auth/session";
import { withoutSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { signOut } from "@/lib/sessions/commands";

/** What the account menu's form posts to: the session ends, and the start page is shown. */
export const POST = defineRoute({
  summary: "Sign out on this browser",
  answer: { status: 303 },
  access: "public",
  sessionOnly: true,

  async handle({ actor }) {
    const session = await currentSession();
    if (session) await signOut(session.user, session.id, actor);
    return withoutSession("/");
  },
});
