import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { addNamedValue } from "@/lib/named-values/commands";
import { listNamedValues } from "@/lib/named-values/queries";
import { namedValueInput } from "@/lib/named-values/schema";

export const GET = defineRoute({
  summary: "List named values; secret ones without their value",
  access: "admin",
  handle: ({ user }) => listNamedValues(user),
});

export const POST = defineRoute({
  summary: "Add a named value",
  answer: { status: 201 },
  access: "admin",

  body: namedValueInput,
  async handle({ user, actor, body }) {
    return created("/admin/settings/named-values", await addNamedValue({ viewer: user, actor }, body));
  },
});
