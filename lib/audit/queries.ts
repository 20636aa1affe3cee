import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { auditMessages as text } from "@/lib/messages/en/audit";
import { type AuditViewer, canReadAudit } from "./permissions";
import { type AuditEventView, type AuditFilter, type AuditPage, type AuditQuery, auditEvent } from "./schema";

export const eventsPerPage = 50;
const exportBatch = 500;

/** Newest first; events of one moment follow their ids, so that the order is the same every time. */
const newestFirst = [{ at: "desc" }, { id: "desc" }] satisfies Prisma.AuditEventOrderByWithRelationInput[];
const oldestFirst = [{ at: "asc" }, { id: "asc" }] satisfies Prisma.AuditEventOrderByWithRelationInput[];

/** One page of the events that fit. A page goes on from an event, so nothing moves while new ones come in. @throws AppError not-allowed */
export async function listAudit(
  viewer: AuditViewer,
  { older, newer, ...filter }: AuditQuery,
): Promise<AuditPage> {
  requireReader(viewer);
  const where = whereOf(filter);
  const place = await placeOf(older ?? newer);
  if (place && !older) {
    const rows = await db().auditEvent.findMany({
      where: { AND: [where, newerThan(place)] },
      orderBy: oldestFirst,
      take: eventsPerPage + 1,
    });
    // Fewer than a page: that is the newest page, which is always a full one.
    if (rows.length > eventsPerPage) {
      const items = rows.slice(0, eventsPerPage).reverse().map(present);
      return { items, newer: items[0]?.id ?? null, older: items.at(-1)?.id ?? null };
    }
  }
  const isOlder = place !== null && older !== undefined;
  const rows = await db().auditEvent.findMany({
    where: isOlder ? { AND: [where, olderThan(place)] } : where,
    orderBy: newestFirst,
    take: eventsPerPage + 1,
  });
  const items = rows.slice(0, eventsPerPage).map(present);
  return {
    items,
    newer: isOlder ? (items[0]?.id ?? older) : null,
    older: rows.length > eventsPerPage ? (items.at(-1)?.id ?? null) : null,
  };
}

/** @throws AppError not-allowed, not-found */
export async function getAuditEvent(viewer: AuditViewer, id: string): Promise<AuditEventView> {
  requireReader(viewer);
  const row = await db().auditEvent.findUnique({ where: { id } });
  if (!row) throw new AppError("not-found", text.missing);
  return present(row);
}

/** The actions there are in the log, to choose from. @throws AppError not-allowed */
export async function listAuditActions(viewer: AuditViewer): Promise<string[]> {
  requireReader(viewer);
  const rows = await db().auditEvent.groupBy({ by: ["action"], orderBy: { action: "asc" } });
  return rows.map(({ action }) => action);
}

/** All events that fit, newest first, in batches that are read as they are taken. @throws AppError not-allowed */
export function exportAudit(viewer: AuditViewer, filter: AuditFilter): AsyncGenerator<AuditEventView[]> {
  requireReader(viewer);
  return readAll(whereOf(filter));
}

async function* readAll(where: Prisma.AuditEventWhereInput): AsyncGenerator<AuditEventView[]> {
  let place: Place | null = null;
  for (;;) {
    const rows: Row[] = await db().auditEvent.findMany({
      where: place ? { AND: [where, olderThan(place)] } : where,
      orderBy: newestFirst,
      take: exportBatch,
    });
    yield rows.map(present);
    place = rows.at(-1) ?? null;
    if (rows.length < exportBatch) return;
  }
}

type Row = Prisma.AuditEventGetPayload<object>;
type Place = Pick<Row, "at" | "id">;

/** Null for an event that is not there: then the list begins at its beginning. */
async function placeOf(id: string | undefined): Promise<Place | null> {
  return id === undefined
    ? null
    : db().auditEvent.findUnique({ where: { id }, select: { at: true, id: true } });
}

const olderThan = ({ at, id }: Place): Prisma.AuditEventWhereInput => ({
  OR: [{ at: { lt: at } }, { at, id: { lt: id } }],
});
const newerThan = ({ at, id }: Place): Prisma.AuditEventWhereInput => ({
  OR: [{ at: { gt: at } }, { at, id: { gt: id } }],
});

function whereOf({ search, actor, action, target, from, until }: AuditFilter): Prisma.AuditEventWhereInput {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const [targetType = "", targetId = ""] = target.split(/:(.*)/s);
  return {
    AND: [
      ...words.map((word) => ({ searchText: { contains: word } })),
      // Emails are kept in lower case; "Gatehouse" is not one.
      ...(actor
        ? [{ OR: [{ actorName: { contains: actor } }, { actorName: { contains: actor.toLowerCase() } }] }]
        : []),
      ...(action ? [{ OR: [{ action }, { action: { startsWith: `${action}.` } }] }] : []),
      ...(targetType ? [{ targetType }] : []),
      ...(targetId ? [{ targetId }] : []),
      ...(from ? [{ at: { gte: new Date(from) } }] : []),
      ...(until ? [{ at: { lt: new Date(until) } }] : []),
    ],
  };
}

function present({ searchText, at, ...row }: Row): AuditEventView {
  return auditEvent.parse({ ...row, at: at.toISOString() });
}

function requireReader(viewer: AuditViewer): void {
  if (!canReadAudit(viewer)) throw new AppError("not-allowed", text.adminsOnly);
}
