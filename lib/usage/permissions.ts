/** Whether somebody may see everybody's calls. */
export function canSeeAllCalls(viewer: { role: "admin" | "developer" } | null): boolean {
  return viewer?.role === "admin";
}
