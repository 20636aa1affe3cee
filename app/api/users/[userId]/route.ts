import { defineRoute, requireSession } from "@/lib/http/define-route";
import { deleteUser } from "@/lib/users/delete-commands";
import { changeUser } from "@/lib/users/govern-commands";
import { userChanges, userParams } from "@/lib/users/govern-schema";

export const PATCH = defineRoute({
  summary: "Change somebody's role, or block or activate them",
  answer: { status: 204 },
  access: "admin",

  params: userParams,
  body: userChanges,
  async handle({ user, actor, params, body, credential }) {
    if (body.role !== undefined) requireSession(credential);
    await changeUser({ viewer: user, actor, byToken: credential === "token" }, params.userId, body);
  },
});

export const DELETE = defineRoute({
  summary: "Delete somebody's account; calls and counts stay without them",
  answer: { status: 204 },
  access: "admin",
  sessionOnly: true,

  params: userParams,
  handle: ({ user, actor, params }) => deleteUser({ viewer: user, actor }, params.userId),
});
