import { db, type Prisma, transact } from "@/lib/db/client";
import { openBody } from "./outbox";

/** Takes one mail to where it goes. Fails with `MailRefused` when trying again is of no use. */
export interface Transport {
  send(mail: { id: string; recipient: string; subject: string; body: string }): Promise<void>;
}

/** The receiving side has refused this mail for good. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/** After each failed attempt the next one waits longer; after the last it is given up. */
export const pausesMs = [30, 120, 600, 1_800, 7_200, 21_600, 43_200, 86_400].map((s) => s * 1_000);

/** So long nobody else tries a mail that somebody has taken; longer than an attempt can last. */
const claimMs = 3 * 60 * 1000;
const batch = 20;
const longestError = 300;

/**
 * Sends what is due, each mail by whoever takes it first: any number of processes may do this at once. A process that
 * dies in between leaves its mail to the next, after a pause, under the same Message-ID.
 * @returns how many were sent.
 */
export async function sendDueMails(
  transport: Transport,
  { now = () => new Date(), signal }: { now?: () => Date; signal?: AbortSignal } = {},
): Promise<number> {
  // Links end, and somebody waits for them: no crowd that is told of something comes before.
  const links = await findDue({ NOT: { secretUntil: null } }, now());
  const due = [...links, ...(await findDue({ secretUntil: null }, now()))].slice(0, batch);
  let count = 0;
  for (const { id } of due) {
    if (signal?.aborted) break;
    const attempt = await claim(id, now());
    if (attempt !== null && (await attemptMail(transport, attempt, now))) count += 1;
  }
  return count;
}

function findDue(where: Prisma.OutboxMailWhereInput, now: Date): Promise<{ id: string }[]> {
  return db().outboxMail.findMany({
    where: { ...where, state: "waiting", nextAttemptAt: { lte: now } },
    orderBy: [{ secretUntil: "asc" }, { nextAttemptAt: "asc" }, { id: "asc" }],
    take: batch,
    select: { id: true },
  });
}

const fields = {
  id: true,
  recipient: true,
  subject: true,
  bodySealed: true,
  secretUntil: true,
  attempts: true,
} satisfies Prisma.OutboxMailSelect;
type Attempt = Prisma.OutboxMailGetPayload<{ select: typeof fields }>;

/** Takes a mail for itself, or null when somebody else has. */
async function claim(id: string, now: Date): Promise<Attempt | null> {
  return transact(async (tx) => {
    const { count } = await tx.outboxMail.updateMany({
      where: { id, state: "waiting", nextAttemptAt: { lte: now } },
      data: { nextAttemptAt: new Date(now.getTime() + claimMs), attempts: { increment: 1 } },
    });
    return count === 0 ? null : tx.outboxMail.findUnique({ where: { id }, select: fields });
  });
}

/** One attempt, and what is written of it. */
async function attemptMail(transport: Transport, mail: Attempt, now: () => Date): Promise<boolean> {
  const outcome = await outcomeOf(transport, mail, now);
  await transact((tx) => tx.outboxMail.updateMany({ where: { id: mail.id }, data: outcome }));
  return outcome.state === "sent";
}

type Outcome = Pick<
  Prisma.OutboxMailUncheckedUpdateManyInput,
  "lastError" | "nextAttemptAt" | "sentAt" | "bodySealed"
> & {
  state?: "sent" | "failed";
};

async function outcomeOf(transport: Transport, mail: Attempt, now: () => Date): Promise<Outcome> {
  const { id, recipient, subject, secretUntil } = mail;
  const body = openBody(mail);
  if (body === null) return { state: "failed", lastError: "The text is gone." };
  if (secretUntil !== null && secretUntil <= now()) {
    return { state: "failed", lastError: "Its link was over before it could be sent.", bodySealed: null };
  }
  try {
    await transport.send({ id, recipient, subject, body });
  } catch (error) {
    return afterFailure(mail, error, now());
  }
  // A link that was sent is its receiver's alone.
  const spent = secretUntil === null ? {} : { bodySealed: null };
  return { state: "sent", lastError: null, sentAt: now(), ...spent };
}

function afterFailure({ attempts }: Attempt, error: unknown, now: Date): Outcome {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, longestError);
  const pauseMs = error instanceof MailRefused ? undefined : pausesMs[attempts - 1];
  if (pauseMs === undefined) return { state: "failed", lastError };
  return { lastError, nextAttemptAt: new Date(now.getTime() + pauseMs) };
}

const keptDays = 30;

/** Takes links that are over out of the outbox, and what is old altogether. */
export async function tidyOutbox(now = new Date()): Promise<void> {
  const old = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1000);
  await transact(async (tx) => {
    await tx.outboxMail.deleteMany({ where: { createdAt: { lt: old } } });
    await tx.outboxMail.updateMany({
      where: { secretUntil: { lt: now }, NOT: { bodySealed: null } },
      data: { bodySealed: null },
    });
    await tx.mailLink.deleteMany({ where: { expiresAt: { lt: now } } });
  });
}
