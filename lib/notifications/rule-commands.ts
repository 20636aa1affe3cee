import { type Actor, recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { mailTemplates } from "@/lib/messages/en/mail-templates";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { requireSettingsAdmin, type SettingsViewer } from "@/lib/settings/store";
import { eventsFor, type MailEvent } from "./events-schema";
import { readRule } from "./rules";
import { type RuleInput, templateFaults } from "./schema";

interface Settler {
  viewer: SettingsViewer;
  actor: Actor;
}

/**
 * Sets whom an event's mail goes to and what it says. A text that is as Gatehouse brings it is not kept, so that a later
 * version may better it.
 * @throws AppError not-allowed, or invalid-input naming the field.
 */
export async function setRule({ viewer, actor }: Settler, event: MailEvent, input: RuleInput): Promise<void> {
  requireSettingsAdmin(viewer);
  const faults = templateFaults(event, input);
  const [fault] = faults;
  if (fault) throw new AppError("invalid-input", fault.message, { fields: faults });
  const { subject, body, ...rest } = input;
  const usual = mailTemplates[event];
  const own = subject !== usual.subject || body !== usual.body;
  await transact(async (tx) => {
    const { event: _, changed, ...before } = await readRule(event, tx);
    const data = { ...rest, subject: own ? subject : null, body: own ? body : null };
    await tx.eventRule.upsert({ where: { event }, create: { event, ...data }, update: data });
    await recordAudit(tx, actor, {
      action: "notification.set",
      targetType: "notification",
      targetId: event,
      targetName: text.events[event],
      before,
      after: input,
    });
  });
}

/** Chooses the events that somebody gets mail about; of those that are not theirs to choose, nothing changes. */
export async function chooseNotifications(
  user: { id: string; email: string; role: "admin" | "developer" },
  wanted: readonly string[],
  actor: Actor,
): Promise<void> {
  const unwanted = eventsFor(user.role).filter((event) => !wanted.includes(event));
  await transact(async (tx) => {
    await tx.unwantedNotification.deleteMany({ where: { userId: user.id } });
    await tx.unwantedNotification.createMany({ data: unwanted.map((event) => ({ userId: user.id, event })) });
    await recordAudit(tx, actor, {
      action: "user.choose-notifications",
      targetType: "user",
      targetId: user.id,
      targetName: user.email,
      after: { unwanted },
    });
  });
}
