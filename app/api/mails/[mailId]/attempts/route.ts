import { defineRoute } from "@/lib/http/define-route";
import { sendAgain } from "@/lib/mail/commands";
import { mailParams } from "@/lib/mail/schema";

/** Tries a mail that has failed anew. */
export const POST = defineRoute({
  summary: "Try a mail that has failed anew",
  answer: { status: 204 },
  access: "admin",
  params: mailParams,
  handle: ({ user, actor, params }) => sendAgain({ viewer: user, actor }, params.mailId),
});
