import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { mailTones } from "@/components/notifications/mail-table";
import { MailText } from "@/components/notifications/mail-text";
import { SendAgainButton } from "@/components/notifications/send-again-button";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { env } from "@/lib/env";
import { getMail } from "@/lib/mail/queries";
import { outboxMessages as text } from "@/lib/messages/en/outbox";
import { adminOf, orNotFound } from "../../../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  params: Promise<{ mailId: string }>;
}

export default async function MailPage({ params }: PageProps) {
  const { mailId } = await params;
  const viewer = await adminOf(`/admin/notifications/outbox/${mailId}`);
  const { publicUrl, smtp } = env();
  const mail = await orNotFound(getMail(viewer, mailId, { isSent: smtp !== undefined }));
  const facts = [
    { term: text.to, detail: mail.recipient },
    { term: text.written, detail: <RelativeTime time={mail.createdAtMs} /> },
    ...(mail.sentAtMs === null ? [] : [{ term: text.sent, detail: <RelativeTime time={mail.sentAtMs} /> }]),
    ...(mail.attempts === 0 ? [] : [{ term: text.attempts, detail: mail.attempts }]),
    ...(mail.state === "waiting" && mail.attempts > 0
      ? [{ term: text.nextAttempt, detail: <RelativeTime time={mail.nextAttemptAtMs} /> }]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={mail.subject}
        meta={<Badge tone={mailTones[mail.state]}>{text.states[mail.state]}</Badge>}
        breadcrumb={[{ label: text.title, href: "/admin/notifications/outbox" }, { label: mail.subject }]}
        {...(mail.state === "failed" &&
          mail.body !== null && { actions: <SendAgainButton mailId={mailId} /> })}
      />
      <div className="max-w-3xl space-y-6">
        <DescriptionList items={facts} />
        {mail.lastError !== null && <p className="text-muted text-sm">{text.lastError(mail.lastError)}</p>}
        <Card title={text.text}>
          {mail.body === null ? (
            <p className="text-muted text-sm">{mail.isSecret ? text.secret : text.gone}</p>
          ) : (
            <MailText text={mail.body} publicUrl={publicUrl} />
          )}
        </Card>
      </div>
    </>
  );
}
