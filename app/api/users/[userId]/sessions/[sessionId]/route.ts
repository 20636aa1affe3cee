import { defineRoute } from "@/lib/http/define-route";
import { endSessionOf } from "@/lib/sessions/commands";
import { sessionParams } from "@/lib/sessions/schema";
import { userParams } from "@/lib/users/govern-schema";

export const DELETE = defineRoute({
  summary: "Sign out one browser of somebody",
  answer: { status: 204 },
  access: "admin",
  params: userParams.extend(sessionParams.shape),
  handle: ({ user, actor, params }) => endSessionOf({ viewer: user, actor }, params),
});
