import { listSearchEntries } from "@/lib/catalogue/portal-queries";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List the APIs and operations that you may see, for search",
  access: "public",

  handle: ({ user }) => listSearchEntries(user),
});
