import { db, type Prisma } from "@/lib/db/client";
import { apiMissing, isId, notDrafts, requireManager } from "./editor";
import type { CatalogueViewer } from "./permissions";
import type { VersionRow } from "./version-schema";
import { type Called, newestFirst, oneOfEachSet, sameOperation } from "./versions";

/** What decides which of an API's versions is shown. */
export const shownByVersion = {
  versionSet: true,
  version: true,
  deprecatedOn: true,
  published: true,
} as const;

/**
 * The versions of a set that are visible, the newest first, each with its operation that takes the same calls as
 * the one that is looked at. None where there is nothing to choose from.
 */
export async function listVersionLinks(
  visible: Prisma.ApiWhereInput,
  versionSet: string | null,
  operation?: Called,
) {
  if (versionSet === null) return [];
  const apis = await db().api.findMany({
    where: { AND: [{ versionSet }, visible] },
    select: {
      slug: true,
      name: true,
      version: true,
      deprecatedOn: true,
      operations: {
        where: { method: operation?.method ?? "" },
        select: { slug: true, method: true, urlTemplate: true },
      },
    },
  });
  if (apis.length < 2) return [];
  return apis.toSorted(newestFirst).map(({ operations, version, ...api }) => ({
    ...api,
    version: version ?? api.name,
    operationSlug: (operation && sameOperation(operation, operations)?.slug) ?? null,
  }));
}

/** All versions of an API as its administrators see them, the newest first; none of an API without. @throws AppError not-allowed or not-found */
export async function listVersions(viewer: CatalogueViewer | null, apiId: string): Promise<VersionRow[]> {
  requireManager(viewer);
  if (!isId(apiId)) throw apiMissing();
  const api = await db().api.findFirst({ where: { id: apiId, ...notDrafts }, select: { versionSet: true } });
  if (!api) throw apiMissing();
  if (api.versionSet === null) return [];
  const apis = await db().api.findMany({
    where: { versionSet: api.versionSet },
    select: { id: true, name: true, suffix: true, ...shownByVersion, sunsetOn: true },
  });
  const [shown] = oneOfEachSet(apis);
  return apis.toSorted(newestFirst).map(({ versionSet: _, version, ...row }) => ({
    ...row,
    version: version ?? "",
    isShown: row.published && row.id === shown?.api.id,
  }));
}
