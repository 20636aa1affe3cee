import type { Metadata } from "next";
import { EventChanges } from "@/components/audit/event-changes";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { listChanges } from "@/lib/audit/changes";
import { getAuditEvent } from "@/lib/audit/queries";
import { auditEventParams, auditSearch } from "@/lib/audit/schema";
import { auditMessages as text } from "@/lib/messages/en/audit";
import { adminOf, orNotFound } from "../../admin-page";

export const metadata: Metadata = { title: text.event };

interface PageProps {
  params: Promise<{ eventId: string }>;
}

/** One event, with an address to hand on. */
export default async function AuditEventPage({ params }: PageProps) {
  const { eventId } = await params;
  const viewer = await adminOf(`/admin/audit/${eventId}`);
  const event = await orNotFound(getAuditEvent(viewer, auditEventParams.parse({ eventId }).eventId));
  const { targetType, targetId, actorName } = event;
  const code = (value: string) => <code className="break-all text-code">{value}</code>;

  return (
    <>
      <PageHeader
        title={event.action}
        description={event.targetName}
        breadcrumb={[{ label: text.title, href: "/admin/audit" }, { label: text.event }]}
        actions={
          <>
            <LinkButton href={`/admin/audit?${auditSearch({ target: `${targetType}:${targetId}` })}`}>
              {text.thisTarget}
            </LinkButton>
            <LinkButton href={`/admin/audit?${auditSearch({ actor: actorName })}`}>
              {text.thisActor}
            </LinkButton>
          </>
        }
      />
      <div className="space-y-4">
        <Card>
          <DescriptionList
            items={[
              { term: text.when, detail: <RelativeTime time={event.at} exactly /> },
              { term: text.actor, detail: event.actorName },
              { term: text.target, detail: code([targetType, targetId].filter(Boolean).join(":")) },
              { term: text.address, detail: event.address ? code(event.address) : text.unknownAddress },
              { term: text.requestId, detail: event.requestId ? code(event.requestId) : text.absent },
            ]}
          />
        </Card>
        <Card title={text.changes}>
          <EventChanges
            before={event.before}
            after={event.after}
            changes={listChanges(event.before, event.after)}
          />
        </Card>
      </div>
    </>
  );
}
