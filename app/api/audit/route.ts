import { listAudit } from "@/lib/audit/queries";
import { auditQuery } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  access: "admin",
  query: auditQuery,
  handle: ({ user, query }) => listAudit(user, query),
});
