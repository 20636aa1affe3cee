import { requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { db } from "@/lib/db/client";
import { versionOfState } from "@/lib/editing/editable";
import { installedSecrets } from "@/lib/keys/installed";
import type { NamedValueRow } from "./schema";
import { listUses } from "./uses";

/** What tells one state of a named value from another. A secret is sealed anew by every change. */
export const namedValueState = { id: true, name: true, secret: true, value: true, sealed: true } as const;

/** All of them by name, with where each is used; no secret. @throws AppError not-allowed */
export async function listNamedValues(viewer: CatalogueViewer | null): Promise<NamedValueRow[]> {
  requireManager(viewer);
  const [rows, uses] = await Promise.all([
    db().namedValue.findMany({ orderBy: { name: "asc" }, select: { ...namedValueState, setAt: true } }),
    listUses(db(), installedSecrets().seal),
  ]);
  return rows.map(({ setAt, ...state }) => {
    const { sealed, ...shown } = state;
    return {
      ...shown,
      isSet: shown.value !== null || sealed !== null,
      setAt: setAt.toISOString(),
      version: versionOfState(state),
      usedBy: uses.flatMap(({ names, label, href }) => (names.includes(shown.name) ? [{ label, href }] : [])),
    };
  });
}
