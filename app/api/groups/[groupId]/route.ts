import { groupEditable } from "@/lib/editing/editables";
import { deleteGroup, updateGroup } from "@/lib/groups/commands";
import { getGroup } from "@/lib/groups/govern-queries";
import { groupChanges, groupParams } from "@/lib/groups/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Read a group with its members",
  access: "admin",
  edits: groupEditable,
  params: groupParams,
  handle: ({ user, params }) => getGroup(user, params.groupId),
});

/** Some of the group: what is left out stays. */
export const PATCH = defineRoute({
  summary: "Change some of a group; what is left out stays",
  answer: { status: 204 },
  access: "admin",
  edits: groupEditable,
  params: groupParams,
  body: groupChanges,
  handle: ({ user, actor, params, body }) => updateGroup({ viewer: user, actor }, params.groupId, body),
});

export const DELETE = defineRoute({
  summary: "Delete a group",
  answer: { status: 204 },
  access: "admin",
  params: groupParams,
  handle: ({ user, actor, params }) => deleteGroup({ viewer: user, actor }, params.groupId),
});
