import { withoutSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { endSessions } from "@/lib/users/commands";

/** Signs the account out everywhere, here too. */
export const DELETE = defineRoute({
  summary: "Sign out everywhere",
  answer: { status: 204 },
  access: "signed-in",
  sessionOnly: true,

  async handle({ user, actor }) {
    await endSessions(user, actor);
    return withoutSession();
  },
});
