import { getAuditEvent } from "@/lib/audit/queries";
import { auditEvent, auditEventParams } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Read one event of the audit log",
  answer: { schema: auditEvent },
  access: "admin",

  params: auditEventParams,
  handle: ({ user, params }) => getAuditEvent(user, params.eventId),
});
