import { currentSession } from "@/lib/auth/session";
import { withoutSession, withSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { listSessions } from "@/lib/sessions/queries";
import { browserSessions, endSessionsQuery } from "@/lib/sessions/schema";
import { endSessions } from "@/lib/users/commands";

export const GET = defineRoute({
  summary: "List the browsers you are signed in with",
  answer: { schema: browserSessions },
  access: "signed-in",
  sessionOnly: true,
  handle: async ({ user }) => ({ items: await listSessions(user.id, (await currentSession())?.id ?? null) }),
});

/** Signs the account out everywhere. With `keep=this` the browser that asks gets a session anew, the only one. */
export const DELETE = defineRoute({
  summary: "Sign out everywhere, or everywhere else",
  answer: { status: 204 },
  access: "signed-in",
  sessionOnly: true,
  query: endSessionsQuery,

  async handle({ user, actor, query, request }) {
    const { sessionVersion } = await endSessions(user, actor);
    return query.keep === "this" ? withSession({ id: user.id, sessionVersion }, request) : withoutSession();
  },
});
