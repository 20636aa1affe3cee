import { addMember, removeMember } from "@/lib/groups/commands";
import { membershipParams } from "@/lib/groups/schema";
import { defineRoute } from "@/lib/http/define-route";

export const PUT = defineRoute({
  access: "admin",
  params: membershipParams,
  handle: ({ user, actor, params }) => addMember({ viewer: user, actor }, params),
});

export const DELETE = defineRoute({
  access: "admin",
  params: membershipParams,
  handle: ({ user, actor, params }) => removeMember({ viewer: user, actor }, params),
});
