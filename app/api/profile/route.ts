import { defineRoute } from "@/lib/http/define-route";
import { renameUser } from "@/lib/users/commands";
import { profileInput } from "@/lib/users/schema";

export const PATCH = defineRoute({
  access: "signed-in",
  body: profileInput,
  handle: ({ user, body, actor }) => renameUser(user, body, actor),
});
