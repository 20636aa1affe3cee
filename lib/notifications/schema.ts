import { z } from "zod";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { textMessages } from "@/lib/messages/en/text";
import { storable } from "@/lib/text/schema";
import { emailSchema } from "@/lib/users/schema";
import { type MailEvent, mailEventNames, namesOf, notificationNames } from "./events-schema";
import { namesIn, unknownNames } from "./template-schema";

/** What administrators and developers set about notifications. Browser-safe. */

export const eventParams = z.strictObject({ event: z.enum(mailEventNames) });

/** The text of a mail, as an administrator writes it. */
export const templateInput = z.strictObject({
  subject: z
    .string()
    .trim()
    .min(1, text.subjectMissing)
    .max(200, text.subjectTooLong)
    .regex(/^[^\r\n]*$/, text.subjectOneLine)
    .regex(storable, textMessages.unstorable),
  body: z
    .string()
    .trim()
    .min(1, text.bodyMissing)
    .max(10_000, text.bodyTooLong)
    .regex(storable, textMessages.unstorable),
});
export type TemplateInput = z.infer<typeof templateInput>;

/** What an administrator sets for one event. */
export const ruleInput = templateInput.extend({
  mailed: z.boolean(),
  copies: z.array(emailSchema).max(20, text.tooManyCopies),
});
export type RuleInput = z.infer<typeof ruleInput>;

/** Mails that are of no use without their link. */
const linkMails: readonly MailEvent[] = ["account.confirm", "account.reset", "account.invite"];

/** Names in a text that its event does not have, and the link that it may not go without, by field. */
export function templateFaults(
  event: MailEvent,
  input: TemplateInput,
): { field: "subject" | "body"; message: string }[] {
  const faults = (["subject", "body"] as const).flatMap((field) => {
    const unknown = unknownNames(input[field], namesOf(event));
    return unknown.length === 0 ? [] : [{ field, message: text.unknownNames(unknown) }];
  });
  const isCut = linkMails.includes(event) && !namesIn(input.body).includes("link");
  return isCut ? [...faults, { field: "body", message: text.linkMissing }] : faults;
}

/** When to remind of what ends. */
export const reminderSettings = z.strictObject({
  days: z.coerce
    .number(text.daysInvalid)
    .int(text.daysInvalid)
    .min(1, text.daysInvalid)
    .max(60, text.daysInvalid)
    .default(7),
});
export type ReminderSettings = z.output<typeof reminderSettings>;

/** The events that somebody wants mail about. */
export const choiceInput = z.strictObject({
  events: z.array(z.enum(notificationNames)).max(notificationNames.length),
});
