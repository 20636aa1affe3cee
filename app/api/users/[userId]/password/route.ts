import { defineRoute } from "@/lib/http/define-route";
import { resetPassword } from "@/lib/users/govern-commands";
import { userParams } from "@/lib/users/govern-schema";

export const POST = defineRoute({
  access: "admin",
  params: userParams,
  handle: ({ user, actor, params }) => resetPassword({ viewer: user, actor }, params.userId),
});
