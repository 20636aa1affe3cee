import { withoutSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";

/** What the account menu's form posts to: the session ends on this browser, and the start page is shown. */
export const POST = defineRoute({
  access: "public",
  handle: async () => withoutSession("/"),
});
