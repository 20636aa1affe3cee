import { addMember, removeMember } from "@/lib/groups/commands";
import { membershipParams } from "@/lib/groups/schema";
import { defineRoute } from "@/lib/http/define-route";

export const PUT = defineRoute({
  summary: "Add a member to a group",
  answer: { status: 204 },
  access: "admin",
  params: membershipParams,
  handle: ({ user, actor, params }) => addMember({ viewer: user, actor }, params),
});

export const DELETE = defineRoute({
  summary: "Remove a member from a group",
  answer: { status: 204 },
  access: "admin",
  params: membershipParams,
  handle: ({ user, actor, params }) => removeMember({ viewer: user, actor }, params),
});
