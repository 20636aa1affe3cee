import { PageHeader } from "@/components/layout/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { outboxMessages } from "@/lib/messages/en/outbox";

const tabs = [
  { href: "/admin/notifications", label: text.mails },
  { href: "/admin/notifications/outbox", label: outboxMessages.title },
] as const;

interface NotificationsHeaderProps {
  current: (typeof tabs)[number]["href"];
  description: string;
}

/** The head of the notifications' pages: the tabs between them. */
export function NotificationsHeader({ current, description }: NotificationsHeaderProps) {
  return (
    <>
      <PageHeader title={text.title} />
      <div className="-mt-2 mb-6">
        <LinkTabs label={text.tabs} items={tabs.map((tab) => ({ ...tab, current: tab.href === current }))} />
      </div>
      <p className="mb-5 max-w-prose text-muted text-sm">{description}</p>
    </>
  );
}
