import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { addUser } from "@/lib/users/govern-commands";
import { listUsers } from "@/lib/users/govern-queries";
import { newUserInput, userList } from "@/lib/users/govern-schema";

export const GET = defineRoute({
  access: "admin",
  query: userList.query,
  handle: ({ user, query }) => listUsers(user, query),
});

export const POST = defineRoute({
  access: "admin",
  body: newUserInput,
  async handle({ user, actor, body }) {
    return created("/admin/users", await addUser({ viewer: user, actor }, body));
  },
});
