import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { selectRows } from "@/lib/lists/select";
import { outboxMessages as text } from "@/lib/messages/en/outbox";
import { openBody } from "./outbox";
import { type ListedMail, type MailListQuery, type MailState, mailState } from "./schema";

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

/** One page of the outbox, and how many mails there are in each state. @throws AppError not-allowed */
export async function listMails(viewer: Viewer, query: MailListQuery) {
  requireMailAdmin(viewer);
  const rows = await db().outboxMail.findMany({ select: listed });
  const inState = (state: MailState) => (mail: ListedMail) => mail.state === state;
  return selectRows(rows.map(present), query, {
    textOf: ({ recipient, subject }) => [recipient, subject],
    isIn: { all: () => true, waiting: inState("waiting"), sent: inState("sent"), failed: inState("failed") },
    sortValue: {
      written: ({ createdAtMs }) => createdAtMs,
      subject: ({ subject }) => subject,
      to: ({ recipient }) => recipient,
      state: ({ state }) => state,
    },
    nameOf: ({ id }) => id,
  });
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
