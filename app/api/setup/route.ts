import { withSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { setUp } from "@/lib/users/commands";
import { setupInput } from "@/lib/users/schema";

/** Creates the first administrator for the holder of the token printed at start, and signs them in. */
export const POST = defineRoute({
  summary: "Create the first administrator, with the token printed at start",
  answer: { status: 204 },
  access: "public",
  sessionOnly: true,

  body: setupInput,
  async handle({ body, actor, request }) {
    return withSession(await setUp(body, actor), request);
  },
});
