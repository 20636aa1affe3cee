import type { Transaction } from "@/lib/db/client";
import { queueMail } from "@/lib/mail/outbox";
import { mailTemplates } from "@/lib/messages/en/mail-templates";
import { getOrganisation } from "@/lib/settings/queries";
import type { MailEvent, MailValues } from "./events";
import { fillTemplate } from "./template";

interface EventMail<Event extends MailEvent> {
  event: Event;
  recipient: string;
  values: MailValues<Event>;
  /** Until when the secret link among the values works. */
  secretUntil?: Date;
}

/** Writes one mail about an event into the outbox, inside the transaction of the event. */
export async function mailEvent<Event extends MailEvent>(
  tx: Transaction,
  { event, recipient, values, secretUntil }: EventMail<Event>,
  now = new Date(),
): Promise<void> {
  const template = mailTemplates[event];
  const all = { ...values, portal: (await getOrganisation(tx)).name };
  const [subject, body] = [fillTemplate(template.subject, all), fillTemplate(template.body, all)];
  await queueMail(tx, { event, recipient, subject, body, secretUntil: secretUntil ?? null }, now);
}
