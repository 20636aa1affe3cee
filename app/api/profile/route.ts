import { defineRoute } from "@/lib/http/define-route";
import { renameUser } from "@/lib/users/commands";
import { profileInput } from "@/lib/users/schema";

export const PATCH = defineRoute({
  summary: "Change your name",
  answer: { status: 204 },
  access: "signed-in",

  body: profileInput,
  handle: ({ user, body, actor }) => renameUser(user, body, actor),
});
