import { db, type Prisma, transact } from "@/lib/db/client";
import { pausesMs } from "@/lib/mail/sender";
import { openSecret, signatureOf } from "./secret";

/** Posts to an address and answers the status; redirects are answers like others. */
export type Post = (url: URL, headers: Record<string, string>, body: string) => Promise<number>;

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

/**
 * Sends the deliveries that are due, each by whoever takes it first. An answer of 2xx ends it; anything else is tried
 * again later, as mails are.
 */
export async function sendDueDeliveries(
  post: Post,
  { now = () => new Date(), signal }: { now?: () => Date; signal?: AbortSignal } = {},
): Promise<void> {
  const due = await db().webhookDelivery.findMany({
    where: { state: "waiting", nextAttemptAt: { lte: now() } },
    orderBy: [{ nextAttemptAt: "asc" }, { createdAt: "asc" }],
    take: batch,
    select: { id: true },
  });
  for (const { id } of due) {
    if (signal?.aborted) break;
    const attempt = await claim(id, now());
    if (attempt === null) continue;
    const data = await outcomeOf(post, attempt, now);
    await transact((tx) => tx.webhookDelivery.updateMany({ where: { id }, data }));
  }
}

async function claim(id: string, now: Date): Promise<Attempt | null> {
  return transact(async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id, state: "waiting", nextAttemptAt: { lte: now } },
      data: { nextAttemptAt: new Date(now.getTime() + claimMs), attempts: { increment: 1 } },
    });
    return count === 0 ? null : tx.webhookDelivery.findUnique({ where: { id }, select });
  });
}

async function outcomeOf(
  post: Post,
  { id, event, payload, attempts, webhook }: Attempt,
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
    lastStatus = await post(new URL(webhook.url), headers, payload);
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
