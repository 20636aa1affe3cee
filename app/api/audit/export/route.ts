import { auditFile } from "@/lib/audit/export";
import { exportAudit } from "@/lib/audit/queries";
import { auditExportQuery } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

/** Everything that fits, as a file. */
export const GET = defineRoute({
  summary: "Export the events that fit, as CSV or JSON lines",
  answer: { types: ["text/csv", "application/jsonl"] },
  access: "admin",

  query: auditExportQuery,
  handle: async ({ user, query: { format, ...filter } }) => auditFile(exportAudit(user, filter), format),
});
