import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { EventTable } from "@/components/notifications/event-table";
import { NotificationsHeader } from "@/components/notifications/notifications-header";
import { ReminderForm } from "@/components/notifications/reminder-form";
import { versionOf } from "@/lib/editing/editable";
import { remindersEditable } from "@/lib/editing/editables";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { readRules } from "@/lib/notifications/rules";
import { getReminders } from "@/lib/notifications/settings";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function NotificationsPage() {
  await adminOf("/admin/notifications");
  const version = await versionOf(remindersEditable, {});
  const [rules, reminders] = await Promise.all([readRules(), getReminders()]);
  return (
    <>
      <NotificationsHeader current="/admin/notifications" description={text.description} />
      <EventTable rules={rules} />
      <Edited version={version}>
        <ReminderForm settings={reminders} />
      </Edited>
    </>
  );
}
