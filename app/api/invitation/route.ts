import { withSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { acceptInvitation } from "@/lib/users/commands";
import { acceptInput } from "@/lib/users/schema";

/** Opens the account that somebody was invited to, and signs in. */
export const POST = defineRoute({
  summary: "Open the account that you were invited to, and sign in",
  answer: { status: 204 },
  sessionOnly: true,
  access: "public",
  body: acceptInput,
  async handle({ body, actor, request }) {
    return withSession(await acceptInvitation(body, actor), request);
  },
});
