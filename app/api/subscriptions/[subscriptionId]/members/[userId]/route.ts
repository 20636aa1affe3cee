import { defineRoute } from "@/lib/http/define-route";
import { teamMemberParams } from "@/lib/subscriptions/schema";
import { removeTeamMember } from "@/lib/subscriptions/team-commands";

export const DELETE = defineRoute({
  summary: "Remove a member from the team of your subscription, or leave a team",
  answer: { status: 204 },
  access: "signed-in",
  params: teamMemberParams,
  handle: ({ user, actor, params: { subscriptionId, userId } }) =>
    removeTeamMember(user, userId, { subscriptionId, actor }),
});
