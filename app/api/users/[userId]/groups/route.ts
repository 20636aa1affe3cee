import { userGroupsEditable } from "@/lib/editing/editables";
import { setGroupsOf } from "@/lib/groups/commands";
import { userGroupsInput } from "@/lib/groups/schema";
import { defineRoute } from "@/lib/http/define-route";
import { userParams } from "@/lib/users/govern-schema";

/** Puts somebody into these custom groups and out of all others. */
export const PUT = defineRoute({
  summary: "Put somebody into these groups and out of all others",
  answer: { status: 204 },
  access: "admin",
  edits: userGroupsEditable,
  params: userParams,
  body: userGroupsInput,
  handle: ({ user, actor, params, body }) =>
    setGroupsOf({ viewer: user, actor }, params.userId, body.groupIds),
});
