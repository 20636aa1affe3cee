import { getAuditEvent } from "@/lib/audit/queries";
import { auditEventParams } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  access: "admin",
  params: auditEventParams,
  handle: ({ user, params }) => getAuditEvent(user, params.eventId),
});
