import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { type ListPage, rowsPerPage, searchWords } from "@/lib/lists/select";
import { outboxMessages as text } from "@/lib/messages/en/outbox";
import { openBody } from "./outbox";
import { type ListedMail, type MailListQuery, type MailSort, mailState } from "./schema";

const listed = {
  id: true,
  recipient: true,
  subject: true,
  state: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  nextAttemptAt: true,
} satisfies Prisma.OutboxMailSelect;

/** @throws AppError not-allowed */
export function requireMailAdmin(viewer: Viewer): asserts viewer is NonNullable<Viewer> {
  if (viewer?.role !== "admin") throw new AppError("not-allowed", text.adminsOnly);
}

function present({
  createdAt,
  nextAttemptAt,
  state,
  ...row
}: Prisma.OutboxMailGetPayload<{ select: typeof listed }>): ListedMail {
  return {
    ...row,
    state: mailState.parse(state),
    createdAtMs: createdAt.getTime(),
    nextAttemptAtMs: nextAttemptAt.getTime(),
  };
}

const columns: Record<MailSort, "createdAt" | "subject" | "recipient" | "state"> = {
  written: "createdAt",
  subject: "subject",
  to: "recipient",
  state: "state",
};

/**
 * One page of the outbox, and how many mails there are in each state. Unlike shorter lists it is searched and sorted in
 * the database (docs/decisions/110-the-outbox-is-paged-in-the-database.md).
 * @throws AppError not-allowed
 */
export async function listMails(
  viewer: Viewer,
  { show, search, sort, order, page: wantedPage }: MailListQuery,
): Promise<ListPage<ListedMail, MailListQuery["show"]>> {
  requireMailAdmin(viewer);
  const fitting = { AND: searchWords(search).map((word) => ({ searchText: { contains: word } })) };
  const counts = await countByState(fitting);
  const total = counts[show];
  const pageCount = Math.max(1, Math.ceil(total / rowsPerPage));
  const page = Math.min(wantedPage, pageCount);
  // Two steps: the index has all that the first one needs, and only the page's own rows are read.
  const ids = await db().outboxMail.findMany({
    where: show === "all" ? fitting : { ...fitting, state: show },
    orderBy: [{ [columns[sort]]: order }, { id: order }],
    skip: (page - 1) * rowsPerPage,
    take: rowsPerPage,
    select: { id: true },
  });
  const rows = await db().outboxMail.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: listed,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = ids.flatMap(({ id }) => byId.get(id) ?? []).map(present);
  return { items, counts, total, page, pageCount };
}

async function countByState(where: Prisma.OutboxMailWhereInput) {
  const groups = await db().outboxMail.groupBy({ by: ["state"], where, _count: { _all: true } });
  const counts = { all: 0, waiting: 0, sent: 0, failed: 0 };
  for (const { state, _count } of groups) {
    counts[mailState.parse(state)] = _count._all;
    counts.all += _count._all;
  }
  return counts;
}

/**
 * One mail with its text. While mails are sent, a secret link is for its receiver alone, and its text is not shown;
 * without a mail server the administrator hands it over.
 * @throws AppError not-allowed or not-found
 */
export async function getMail(viewer: Viewer, mailId: string, { isSent }: { isSent: boolean }) {
  requireMailAdmin(viewer);
  const row = await db().outboxMail.findUnique({
    where: { id: mailId },
    select: { ...listed, bodySealed: true, secretUntil: true, sentAt: true },
  });
  if (!row) throw new AppError("not-found", text.missing);
  const { bodySealed, secretUntil, sentAt, ...rest } = row;
  const isSecret = secretUntil !== null && isSent;
  const body = isSecret ? null : openBody({ id: mailId, bodySealed });
  return { ...present(rest), body, isSecret, sentAtMs: sentAt?.getTime() ?? null };
}
