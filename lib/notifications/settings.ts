import type { Actor } from "@/lib/audit/commands";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { changeSetting, readSetting, type SettingsViewer } from "@/lib/settings/store";
import { type ReminderSettings, reminderSettings as schema } from "./schema";

export const remindersKey = "reminders";

export function getReminders(): Promise<ReminderSettings> {
  return readSetting(remindersKey, schema);
}

/** @throws AppError not-allowed */
export function setReminders(
  settler: { viewer: SettingsViewer; actor: Actor },
  value: ReminderSettings,
): Promise<void> {
  return changeSetting(settler, { key: remindersKey, schema, value, name: text.reminders });
}
