import { created } from "@/lib/http/created";
import { defineRoute, requireSession } from "@/lib/http/define-route";
import { addUser } from "@/lib/users/govern-commands";
import { listUsers } from "@/lib/users/govern-queries";
import { madePassword, newUserInput, userList } from "@/lib/users/govern-schema";

export const GET = defineRoute({
  summary: "List accounts",
  access: "admin",

  query: userList.query,
  handle: ({ user, query }) => listUsers(user, query),
});

export const POST = defineRoute({
  summary: "Add an account; the answer shows its password this once",
  answer: { status: 201, schema: madePassword },
  access: "admin",

  body: newUserInput,
  async handle({ user, actor, body, credential }) {
    if (body.role === "admin") requireSession(credential);
    return created("/admin/users", await addUser({ viewer: user, actor }, body));
  },
});
