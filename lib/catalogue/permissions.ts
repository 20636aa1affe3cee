/** Who asks, as far as the catalogue's rules care. */
export interface CatalogueViewer {
  role: "admin" | "developer";
}

/** Whether somebody may see and change every API, its backend included. */
export function canManageCatalogue(viewer: CatalogueViewer | null): boolean {
  return viewer?.role === "admin";
}
