import { listSearchEntries } from "@/lib/catalogue/portal-queries";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  access: "public",
  handle: ({ user }) => listSearchEntries(user),
});
