import { withSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { confirmEmail } from "@/lib/users/commands";
import { confirmInput } from "@/lib/users/schema";

/** Confirms an email by the mailed link and the password, and signs in. */
export const POST = defineRoute({
  summary: "Confirm an email by the mailed link, and sign in",
  answer: { status: 204 },
  sessionOnly: true,
  access: "public",
  body: confirmInput,
  async handle({ body, actor, request }) {
    return withSession(await confirmEmail(body, actor), request);
  },
});
