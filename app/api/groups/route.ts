import { createGroup } from "@/lib/groups/commands";
import { listGroups } from "@/lib/groups/govern-queries";
import { groupInput, groupList } from "@/lib/groups/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List groups",
  access: "admin",
  query: groupList.query,
  handle: ({ user, query }) => listGroups(user, query),
});

export const POST = defineRoute({
  summary: "Add a group",
  answer: { status: 201 },
  access: "admin",
  body: groupInput,
  async handle({ user, actor, body }) {
    const group = await createGroup({ viewer: user, actor }, body);
    return created(`/api/groups/${group.id}`, group);
  },
});
