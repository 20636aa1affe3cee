import { withSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { changePassword } from "@/lib/users/commands";
import { passwordChangeInput } from "@/lib/users/schema";

/** Ends every session of the account but the one that asks, which gets a new cookie. */
export const PUT = defineRoute({
  summary: "Change your password; every other session ends",
  answer: { status: 204 },
  access: "signed-in",
  sessionOnly: true,

  body: passwordChangeInput,
  async handle({ user, body, actor, request }) {
    const { sessionVersion } = await changePassword(user, body, actor);
    return withSession({ id: user.id, sessionVersion }, request);
  },
});
