import type { Transaction } from "@/lib/db/client";
import { queueMail } from "@/lib/mail/outbox";
import { getOrganisation } from "@/lib/settings/queries";
import { queueForWebhooks } from "@/lib/webhooks/queue";
import type { AccountEvent, MailValues, NotificationEvent } from "./events-schema";
import type { Receiver } from "./receivers";
import { type Rule, readRule } from "./rules";
import { fillTemplate } from "./template-schema";

interface AccountMail<Event extends AccountEvent> {
  event: Event;
  recipient: string;
  values: MailValues<Event>;
  /** Until when the secret link among the values works. */
  secretUntil?: Date;
}

/** Writes the mail about somebody's own account into the outbox, inside the transaction of the event. */
export async function mailEvent<Event extends AccountEvent>(
  tx: Transaction,
  { event, recipient, values, secretUntil }: AccountMail<Event>,
  now = new Date(),
): Promise<void> {
  const text = await composeMail(tx, await readRule(event, tx), values);
  await queueMail(tx, { event, recipient, ...text, secretUntil: secretUntil ?? null }, now);
}

interface Notification<Event extends NotificationEvent> {
  event: Event;
  values: MailValues<Event>;
  /** Whom it concerns. */
  receivers: readonly Receiver[];
}

/**
 * Tells of an event, inside its transaction: a mail to everybody whom it concerns and who wants it, and to the addresses
 * that an administrator has added; and every webhook that wants it.
 */
export async function notify<Event extends NotificationEvent>(
  tx: Transaction,
  { event, values, receivers }: Notification<Event>,
  now = new Date(),
): Promise<void> {
  await queueForWebhooks(tx, { event, values }, now);
  const rule = await readRule(event, tx);
  const unwanted = await tx.unwantedNotification.findMany({ where: { event }, select: { userId: true } });
  const without = new Set(unwanted.map(({ userId }) => userId));
  const wanting = rule.mailed ? receivers.filter(({ id }) => !without.has(id)) : [];
  const recipients = new Set([...wanting.map(({ email }) => email), ...rule.copies]);
  if (recipients.size === 0) return;
  const text = await composeMail(tx, rule, values);
  for (const recipient of recipients) await queueMail(tx, { event, recipient, ...text }, now);
}

async function composeMail(
  tx: Transaction,
  { subject, body }: Rule,
  values: Readonly<Record<string, string | number>>,
): Promise<{ subject: string; body: string }> {
  const all = { ...values, portal: (await getOrganisation(tx)).name };
  return { subject: fillTemplate(subject, all), body: fillTemplate(body, all) };
}

/** Whether this is told for the first time; from then on it is not. */
export async function isFirstTelling(tx: Transaction, key: string): Promise<boolean> {
  return (await tx.$executeRaw`INSERT INTO "ToldOnce" ("key") VALUES (${key}) ON CONFLICT DO NOTHING`) > 0;
}
