import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { addMemberInput, subscriptionParams, teamPerson } from "@/lib/subscriptions/schema";
import { addTeamMember } from "@/lib/subscriptions/team-commands";

export const POST = defineRoute({
  summary: "Add a member to the team of your subscription",
  answer: { status: 201, schema: teamPerson },
  access: "signed-in",
  params: subscriptionParams,
  body: addMemberInput,
  async handle({ user, actor, params, body }) {
    return created("/subscriptions", await addTeamMember(user, body, { ...params, actor }));
  },
});
