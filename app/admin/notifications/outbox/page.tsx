import type { Metadata } from "next";
import { ListFrame } from "@/components/admin/list-frame";
import { MailTable } from "@/components/notifications/mail-table";
import { NotificationsHeader } from "@/components/notifications/notifications-header";
import { Alert } from "@/components/ui/alert";
import { env } from "@/lib/env";
import { listLinks } from "@/lib/lists/schema";
import { listMails } from "@/lib/mail/queries";
import { mailList } from "@/lib/mail/schema";
import { outboxMessages as text } from "@/lib/messages/en/outbox";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

const path = "/admin/notifications/outbox";

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OutboxPage({ searchParams }: PageProps) {
  const viewer = await adminOf(path);
  const links = listLinks(path, mailList, mailList.address.parse(await searchParams));
  const found = await listMails(viewer, links.current);
  return (
    <>
      <NotificationsHeader current={path} description={text.description} />
      {env().smtp === undefined && (
        <Alert title={text.noServer} announce={false} className="mb-4">
          {text.noServerHint}
        </Alert>
      )}
      <ListFrame links={links} found={found} text={text}>
        <MailTable items={found.items} sortBy={links.sortBy} />
      </ListFrame>
    </>
  );
}
