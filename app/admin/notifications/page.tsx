import type { Metadata } from "next";
import { EventTable } from "@/components/notifications/event-table";
import { NotificationsHeader } from "@/components/notifications/notifications-header";
import { ReminderForm } from "@/components/notifications/reminder-form";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { readRules } from "@/lib/notifications/rules";
import { getReminders } from "@/lib/notifications/settings";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function NotificationsPage() {
  await adminOf("/admin/notifications");
  const [rules, reminders] = await Promise.all([readRules(), getReminders()]);
  return (
    <>
      <NotificationsHeader current="/admin/notifications" description={text.description} />
      <EventTable rules={rules} />
      <ReminderForm settings={reminders} />
    </>
  );
}
