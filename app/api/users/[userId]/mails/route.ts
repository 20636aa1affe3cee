import { defineRoute } from "@/lib/http/define-route";
import { userParams } from "@/lib/users/govern-schema";
import { mailLinkAgain } from "@/lib/users/invite-commands";

/** Mails the invitation, or the link to confirm the email, anew. */
export const POST = defineRoute({
  summary: "Mail the invitation, or the link to confirm the email, anew",
  answer: { status: 204 },
  access: "admin",
  params: userParams,
  handle: ({ user, actor, params }) => mailLinkAgain({ viewer: user, actor }, params.userId),
});
