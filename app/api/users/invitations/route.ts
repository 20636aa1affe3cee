import { created } from "@/lib/http/created";
import { defineRoute, requireSession } from "@/lib/http/define-route";
import { newUserInput } from "@/lib/users/govern-schema";
import { inviteUser } from "@/lib/users/invite-commands";

/** Invites somebody by mail. */
export const POST = defineRoute({
  summary: "Invite somebody by mail",
  answer: { status: 201 },
  access: "admin",
  body: newUserInput,
  async handle({ user, actor, body, credential }) {
    if (body.role === "admin") requireSession(credential);
    return created("/admin/users", await inviteUser({ viewer: user, actor }, body));
  },
});
