import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { outboxMessages } from "@/lib/messages/en/outbox";
import { webhookMessages } from "@/lib/messages/en/webhooks";

const tabs = [
  { href: "/admin/notifications", label: text.mails },
  { href: "/admin/notifications/webhooks", label: webhookMessages.title },
  { href: "/admin/notifications/outbox", label: outboxMessages.title },
] as const;

interface NotificationsHeaderProps {
  current: (typeof tabs)[number]["href"];
  description: string;
  actions?: ReactNode;
}

/** The head of the notifications' pages: the tabs between them. */
export function NotificationsHeader({ current, description, actions }: NotificationsHeaderProps) {
  return (
    <>
      <PageHeader title={text.title} actions={actions} />
      <div className="-mt-2 mb-6">
        <LinkTabs label={text.tabs} items={tabs.map((tab) => ({ ...tab, current: tab.href === current }))} />
      </div>
      <p className="mb-5 max-w-prose text-muted text-sm">{description}</p>
    </>
  );
}
