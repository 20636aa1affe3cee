import { defineRoute } from "@/lib/http/define-route";
import { resetPassword } from "@/lib/users/govern-commands";
import { madePassword, userParams } from "@/lib/users/govern-schema";

export const POST = defineRoute({
  summary: "Give somebody a new password; the answer shows it this once",
  answer: { schema: madePassword },
  access: "admin",
  sessionOnly: true,

  params: userParams,
  handle: ({ user, actor, params }) => resetPassword({ viewer: user, actor }, params.userId),
});
