import { requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { db } from "@/lib/db/client";
import { installedSecrets } from "@/lib/keys/installed";
import type { NamedValueRow } from "./schema";
import { listUses } from "./uses";

/** All of them by name, with where each is used; no secret. @throws AppError not-allowed */
export async function listNamedValues(viewer: CatalogueViewer | null): Promise<NamedValueRow[]> {
  requireManager(viewer);
  const [rows, uses] = await Promise.all([
    db().namedValue.findMany({ orderBy: { name: "asc" } }),
    listUses(db(), installedSecrets().seal),
  ]);
  return rows.map(({ id, name, secret, value, sealed, setAt }) => ({
    id,
    name,
    secret,
    value,
    isSet: value !== null || sealed !== null,
    setAt: setAt.toISOString(),
    usedBy: uses.flatMap(({ names, label, href }) => (names.includes(name) ? [{ label, href }] : [])),
  }));
}
