import { defineRoute } from "@/lib/http/define-route";
import { requestReset } from "@/lib/users/commands";
import { mailRequest } from "@/lib/users/schema";

/** Mails a link to choose a new password. The same answer for known and unknown addresses. */
export const POST = defineRoute({
  summary: "Mail a link to choose a new password",
  answer: { status: 204 },
  access: "public",
  body: mailRequest,
  handle: ({ body, actor }) => requestReset(body, actor),
});
