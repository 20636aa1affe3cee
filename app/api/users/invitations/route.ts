import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { newUserInput } from "@/lib/users/govern-schema";
import { inviteUser } from "@/lib/users/invite-commands";

/** Invites somebody by mail. */
export const POST = defineRoute({
  access: "admin",
  body: newUserInput,
  async handle({ user, actor, body }) {
    return created("/admin/users", await inviteUser({ viewer: user, actor }, body));
  },
});
