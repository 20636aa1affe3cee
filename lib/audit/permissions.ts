/** Who asks, as far as the audit log cares. */
export type AuditViewer = { role: "admin" | "developer" } | null;

/** Whether somebody may read who did what. */
export function canReadAudit(viewer: AuditViewer): boolean {
  return viewer?.role === "admin";
}
