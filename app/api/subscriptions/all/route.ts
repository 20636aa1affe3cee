import { defineRoute } from "@/lib/http/define-route";
import { listGoverned } from "@/lib/subscriptions/govern-queries";
import { governedQuery } from "@/lib/subscriptions/govern-schema";

export const GET = defineRoute({
  access: "admin",
  query: governedQuery,
  handle: ({ user, query }) => listGoverned(user, query),
});
