import { withSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { resetByLink } from "@/lib/users/commands";
import { resetInput } from "@/lib/users/schema";

/** Sets a new password by the mailed link, ends all sessions, and signs in here. */
export const POST = defineRoute({
  summary: "Set a new password by the mailed link, and sign in",
  answer: { status: 204 },
  sessionOnly: true,
  access: "public",
  body: resetInput,
  async handle({ body, actor, request }) {
    return withSession(await resetByLink(body, actor), request);
  },
});
