import { defineRoute } from "@/lib/http/define-route";
import { requestConfirmation } from "@/lib/users/commands";
import { mailRequest } from "@/lib/users/schema";

/** Mails the link to confirm an email anew. The same answer whether there is something to confirm or not. */
export const POST = defineRoute({
  summary: "Mail the link to confirm an email anew",
  answer: { status: 204 },
  access: "public",
  body: mailRequest,
  handle: ({ body, actor }) => requestConfirmation(body, actor),
});
