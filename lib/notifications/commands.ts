import type { Transaction } from "@/lib/db/client";
import { queueMail, queueMails } from "@/lib/mail/outbox";
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
 * that an administrator has added; and every webhook that wants it. For some hundred receivers; the rest of a crowd is
 * told by `notifyFurther`.
 */
export async function notify<Event extends NotificationEvent>(
  tx: Transaction,
  notification: Notification<Event>,
  now = new Date(),
): Promise<void> {
  const { event, values } = notification;
  await queueForWebhooks(tx, { event, values }, now);
  const rule = await readRule(event, tx);
  await mailTo(tx, notification, {
    rule,
    recipients: [...(await wanting(tx, notification, rule)), ...rule.copies],
    now,
  });
}

/** Mails to more of those whom an event concerns that `notify` has told of. */
export async function notifyFurther<Event extends NotificationEvent>(
  tx: Transaction,
  notification: Notification<Event>,
  now = new Date(),
): Promise<void> {
  const rule = await readRule(notification.event, tx);
  const recipients = (await wanting(tx, notification, rule)).filter((email) => !rule.copies.includes(email));
  await mailTo(tx, notification, { rule, recipients, now });
}

/** The addresses of the receivers who want it, if it is mailed at all. */
async function wanting(
  tx: Transaction,
  { event, receivers }: Notification<NotificationEvent>,
  { mailed }: Rule,
): Promise<string[]> {
  if (!mailed) return [];
  const unwanted = await tx.unwantedNotification.findMany({
    where: { event, userId: { in: receivers.map(({ id }) => id) } },
    select: { userId: true },
  });
  const without = new Set(unwanted.map(({ userId }) => userId));
  return receivers.filter(({ id }) => !without.has(id)).map(({ email }) => email);
}

async function mailTo(
  tx: Transaction,
  { event, values }: Notification<NotificationEvent>,
  { rule, recipients, now }: { rule: Rule; recipients: readonly string[]; now: Date },
): Promise<void> {
  if (recipients.length === 0) return;
  const text = await composeMail(tx, rule, values);
  await queueMails(tx, { event, recipients: [...new Set(recipients)], ...text }, now);
}

async function composeMail(
  tx: Transaction,
  { subject, body }: Rule,
  values: Readonly<Record<string, string | number>>,
): Promise<{ subject: string; body: string }> {
  const all = { ...values, portal: (await getOrganisation(tx)).name };
  return { subject: fillTemplate(subject, all), body: fillTemplate(body, all) };
}
