import { defineRoute } from "@/lib/http/define-route";
import { listGoverned } from "@/lib/subscriptions/govern-queries";
import { governedList } from "@/lib/subscriptions/govern-schema";

export const GET = defineRoute({
  summary: "List everybody's subscriptions",
  access: "admin",

  query: governedList.query,
  handle: ({ user, query }) => listGoverned(user, query),
});
