import { db, type Prisma, transact } from "@/lib/db/client";
import { pausesMs } from "@/lib/mail/sender";
import { openSecret, signatureOf } from "./secret";

/** Posts to an address and answers the status; redirects are answers like others. */
export type Post = (url: URL, message: Message) => Promise<number>;

interface Message {
  headers: Record<string, string>;
  body: string;
  /** Ends the attempt. */
  signal: AbortSignal | undefined;
}

/** So long nobody else tries a delivery that somebody has taken; longer than an attempt can last. */
const claimMs = 60_000;
const batch = 20;
const longestError = 300;

const select = {
  id: true,
  event: true,
  payload: true,
  attempts: true,
  webhook: { select: { id: true, url: true, secretSealed: true } },
} satisfies Prisma.WebhookDeliverySelect;
type Attempt = Prisma.WebhookDeliveryGetPayload<{ select: typeof select }>;

/** So long one webhook's deliveries follow one another before the others' next ones are looked for. */
const turnMs = 5_000;

interface Sending {
  now?: () => Date;
  signal?: AbortSignal;
}

/** What may be sent: a paused webhook is told of nothing but a test. */
const sendable = (now: Date) =>
  ({
    state: "waiting",
    nextAttemptAt: { lte: now },
    OR: [{ webhook: { active: true } }, { event: "test" }],
  }) satisfies Prisma.WebhookDeliveryWhereInput;

/**
 * Sends the deliveries that are due, each by whoever takes it first; those of one webhook one after the other, and of no
 * other behind them. An answer of 2xx ends it; anything else is tried
 * again later, as mails are.
 */
export async function sendDueDeliveries(
  post: Post,
  { now = () => new Date(), signal }: Sending = {},
): Promise<void> {
  const webhooks = await db().webhookDelivery.groupBy({ by: ["webhookId"], where: sendable(now()) });
  await Promise.all(webhooks.map(({ webhookId }) => sendTo(webhookId, post, { now, signal })));
}

/** Stops at the first failure, and in time: what is left is as due a second later. */
async function sendTo(
  webhookId: string,
  post: Post,
  { now, signal }: { now: () => Date; signal: AbortSignal | undefined },
): Promise<void> {
  const due = await db().webhookDelivery.findMany({
    where: { webhookId, ...sendable(now()) },
    orderBy: [{ nextAttemptAt: "asc" }, { createdAt: "asc" }],
    take: batch,
    select: { id: true },
  });
  const endMs = performance.now() + turnMs;
  for (const { id } of due) {
    if (signal?.aborted || performance.now() > endMs) return;
    const attempt = await claim(id, now());
    if (attempt === null) continue;
    const data = await outcomeOf(attempt, (url, message) => post(url, { ...message, signal }), now);
    await transact((tx) => tx.webhookDelivery.updateMany({ where: { id }, data }));
    if (data.state !== "sent") return;
  }
}

async function claim(id: string, now: Date): Promise<Attempt | null> {
  return transact(async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id, ...sendable(now) },
      data: { nextAttemptAt: new Date(now.getTime() + claimMs), attempts: { increment: 1 } },
    });
    return count === 0 ? null : tx.webhookDelivery.findUnique({ where: { id }, select });
  });
}

async function outcomeOf(
  { id, event, payload, attempts, webhook }: Attempt,
  post: (url: URL, message: Omit<Message, "signal">) => Promise<number>,
  now: () => Date,
): Promise<Prisma.WebhookDeliveryUncheckedUpdateManyInput> {
  let lastStatus: number | null = null;
  let lastError: string | null = null;
  try {
    const timestamp = Math.floor(now().getTime() / 1000);
    const secret = openSecret(webhook.secretSealed, webhook.id);
    const headers = {
      "content-type": "application/json",
      "user-agent": "Gatehouse",
      "x-gatehouse-event": event,
      "x-gatehouse-delivery": id,
      "x-gatehouse-timestamp": String(timestamp),
      "x-gatehouse-signature": signatureOf(payload, { secret, timestamp }),
    };
    lastStatus = await post(new URL(webhook.url), { headers, body: payload });
  } catch (error) {
    lastError = (error instanceof Error ? error.message : String(error)).slice(0, longestError);
  }
  if (lastStatus !== null && lastStatus >= 200 && lastStatus < 300) {
    return { state: "sent", lastStatus, lastError, sentAt: now() };
  }
  const pauseMs = pausesMs[attempts - 1];
  if (pauseMs === undefined) return { state: "failed", lastStatus, lastError };
  return { lastStatus, lastError, nextAttemptAt: new Date(now().getTime() + pauseMs) };
}

const keptDays = 30;

/** Takes old deliveries out of the log. */
export async function tidyDeliveries(now = new Date()): Promise<void> {
  const old = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1000);
  await transact((tx) => tx.webhookDelivery.deleteMany({ where: { createdAt: { lt: old } } }));
}
