import { defineRoute } from "@/lib/http/define-route";
import { endSessionsOf } from "@/lib/users/govern-commands";
import { userParams } from "@/lib/users/govern-schema";

export const DELETE = defineRoute({
  summary: "Sign somebody out everywhere",
  answer: { status: 204 },
  access: "admin",

  params: userParams,
  handle: ({ user, actor, params }) => endSessionsOf({ viewer: user, actor }, params.userId),
});
