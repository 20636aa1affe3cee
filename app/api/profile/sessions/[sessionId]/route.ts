import { defineRoute } from "@/lib/http/define-route";
import { endSession } from "@/lib/sessions/commands";
import { sessionParams } from "@/lib/sessions/schema";

export const DELETE = defineRoute({
  summary: "Sign out one of your browsers",
  answer: { status: 204 },
  access: "signed-in",
  sessionOnly: true,
  params: sessionParams,
  handle: ({ user, params, actor }) => endSession(user, params.sessionId, actor),
});
