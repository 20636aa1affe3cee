import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { DifferenceList } from "@/components/revisions/difference-list";
import { PublishForm } from "@/components/revisions/publish-form";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Markdown } from "@/components/ui/markdown";
import { MethodBadge } from "@/components/ui/method-badge";
import { PathTemplate } from "@/components/ui/path-template";
import { RelativeTime } from "@/components/ui/relative-time";
import { getApi } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import { getRevision } from "@/lib/revisions/queries";
import { type RevisionDetail, revisionNumber } from "@/lib/revisions/schema";
import { adminOf, orNotFound } from "../../../../admin-page";

export const metadata: Metadata = { title: text.number };

interface PageProps {
  params: Promise<{ apiId: string; number: string }>;
}

export default async function RevisionPage({ params }: PageProps) {
  const { apiId, number: asked } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/revisions/${asked}`);
  const { data: number } = revisionNumber.safeParse(asked);
  if (number === undefined) notFound();
  const api = await orNotFound(getApi(viewer, apiId));
  const revision = await orNotFound(getRevision(viewer, apiId, number));
  const list = `/admin/apis/${apiId}/revisions`;
  return (
    <>
      <PageHeader
        title={text.numbered(number)}
        description={
          <>
            {revision.actorName} · <RelativeTime time={revision.publishedAt} />
          </>
        }
        breadcrumb={[
          { label: adminMessages.apis.title, href: "/admin/apis" },
          { label: api.name, href: list },
          { label: text.numbered(number) },
        ]}
      />
      <div className="max-w-4xl space-y-5">
        <Card title={text.note}>
          {revision.note === null ? (
            <p className="text-muted">{text.kept}</p>
          ) : (
            <Markdown>{revision.note}</Markdown>
          )}
          {revision.restored !== null && (
            <p className="mt-2 text-muted text-sm">{text.restored(revision.restored)}</p>
          )}
        </Card>
        <RollBack listHref={list} apiId={apiId} revision={revision} />
        <State revision={revision} />
      </div>
    </>
  );
}

function RollBack({
  listHref,
  apiId,
  revision: { number, differences },
}: {
  listHref: string;
  apiId: string;
  revision: RevisionDetail;
}) {
  if (differences.length === 0) return <p className="text-muted text-sm">{text.sameAsLive}</p>;
  return (
    <>
      <Card title={text.comparedWithLive} flush>
        <DifferenceList differences={differences} />
      </Card>
      <PublishForm
        path={`/api/apis/${apiId}/revisions/${number}/rollback`}
        title={text.rollBack}
        description={text.rollBackHint}
        note={text.rollBackNote(number)}
        restores={number}
        after={listHref}
      />
    </>
  );
}

/** What the revision was, whole: its settings, and its operations by name. */
function State({ revision: { settings, operations } }: { revision: RevisionDetail }) {
  return (
    <>
      <Card title={text.settings}>
        <DescriptionList
          items={settings
            .filter(({ value }) => value !== "")
            .map(({ name, value }) => ({
              term: name,
              detail: <span className="whitespace-pre-wrap break-words">{value}</span>,
            }))}
        />
      </Card>
      <Card title={adminMessages.api.operations} flush>
        <ul className="divide-y">
          {operations.map(({ method, urlTemplate, displayName }) => (
            <li
              key={`${method} ${urlTemplate}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5"
            >
              <MethodBadge method={method} width="fixed" />
              <span className="font-medium">{displayName}</span>
              <span className="min-w-0 text-code">
                <PathTemplate template={urlTemplate} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
