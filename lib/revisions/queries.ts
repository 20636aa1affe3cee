import { isDeepStrictEqual } from "node:util";
import { apiMissing, isId, notDrafts, requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import { listDifferences, settingLines } from "./differences";
import type { DraftState, RevisionDetail, RevisionLine, RevisionList } from "./schema";
import { readSnapshot, type Snapshot, snapshotSchema } from "./snapshot";

const line = { number: true, note: true, restored: true, actorName: true, publishedAt: true } as const;

/** An API's revisions, latest first, and its draft. @throws AppError not-allowed or not-found */
export async function listRevisions(viewer: CatalogueViewer | null, apiId: string): Promise<RevisionList> {
  requireManager(viewer);
  if (!isId(apiId)) throw apiMissing();
  const api = await db().api.findFirst({ where: { id: apiId, ...notDrafts }, select: { id: true } });
  if (!api) throw apiMissing();
  const [rows, live, draft] = await Promise.all([
    db().apiRevision.findMany({ where: { apiId }, orderBy: { number: "desc" }, select: line }),
    readSnapshot(db(), apiId),
    findDraft(apiId),
  ]);
  const [latest] = rows;
  return {
    revisions: rows.map(lineOf),
    isLatestLive: latest !== undefined && isDeepStrictEqual(await read(apiId, latest.number), live),
    draft: draft && (await describeDraft(apiId, draft, live)),
  };
}

function findDraft(apiId: string) {
  return db().api.findFirst({
    where: { draftOf: apiId },
    select: { id: true, draftBase: true, createdAt: true },
  });
}

async function describeDraft(
  apiId: string,
  { id, draftBase, createdAt }: { id: string; draftBase: number | null; createdAt: Date },
  live: Snapshot,
): Promise<DraftState> {
  const base = draftBase ?? 0;
  const began = await read(apiId, base);
  return {
    id,
    base,
    startedAt: createdAt.toISOString(),
    differences: listDifferences(began, await readSnapshot(db(), id)),
    moved: listDifferences(began, live),
  };
}

/** One revision, with what rolling back to it would change now. @throws AppError not-allowed or not-found */
export async function getRevision(
  viewer: CatalogueViewer | null,
  apiId: string,
  number: number,
): Promise<RevisionDetail> {
  requireManager(viewer);
  if (!isId(apiId)) throw apiMissing();
  const row = await db().apiRevision.findFirst({ where: { apiId, number } });
  if (!row) throw new AppError("not-found", text.revisionMissing);
  const snapshot = snapshotSchema.parse(row.snapshot);
  return {
    ...lineOf(row),
    settings: settingLines(snapshot.settings),
    operations: snapshot.operations.map(({ method, urlTemplate, displayName }) => ({
      method,
      urlTemplate,
      displayName,
    })),
    differences: listDifferences(await readSnapshot(db(), apiId), snapshot),
  };
}

async function read(apiId: string, number: number): Promise<Snapshot> {
  const row = await db().apiRevision.findUniqueOrThrow({ where: { apiId_number: { apiId, number } } });
  return snapshotSchema.parse(row.snapshot);
}

function lineOf({
  publishedAt,
  ...row
}: Omit<RevisionLine, "publishedAt"> & { publishedAt: Date }): RevisionLine {
  const { number, note, restored, actorName } = row;
  return { number, note, restored, actorName, publishedAt: publishedAt.toISOString() };
}

const longestChangelog = 50;

/** What was published of an API, for whoever may see it: notes and dates, newest first. The caller has asked who sees it. */
export async function listChangelog(apiId: string) {
  const rows = await db().apiRevision.findMany({
    where: { apiId, NOT: { note: null } },
    orderBy: { number: "desc" },
    take: longestChangelog,
    select: { number: true, note: true, publishedAt: true },
  });
  return rows.map(({ number, note, publishedAt }) => ({
    number,
    note: note ?? "",
    publishedAt: publishedAt.toISOString(),
  }));
}
export type ChangelogEntry = Awaited<ReturnType<typeof listChangelog>>[number];
