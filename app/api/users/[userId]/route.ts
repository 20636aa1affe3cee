import { defineRoute } from "@/lib/http/define-route";
import { changeUser } from "@/lib/users/govern-commands";
import { userChanges, userParams } from "@/lib/users/govern-schema";

export const PATCH = defineRoute({
  access: "admin",
  params: userParams,
  body: userChanges,
  handle: ({ user, actor, params, body }) => changeUser({ viewer: user, actor }, params.userId, body),
});
