import { listAudit } from "@/lib/audit/queries";
import { auditPage, auditQuery } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List events of the audit log, newest first",
  answer: { schema: auditPage },
  access: "admin",

  query: auditQuery,
  handle: ({ user, query }) => listAudit(user, query),
});
