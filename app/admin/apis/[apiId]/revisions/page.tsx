import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { DraftCard } from "@/components/revisions/draft-card";
import { RevisionTable } from "@/components/revisions/revision-table";
import { StartDraft } from "@/components/revisions/start-draft";
import { EmptyState } from "@/components/ui/empty-state";
import { getApi } from "@/lib/catalogue/queries";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import { listRevisions } from "@/lib/revisions/queries";
import { adminOf, orNotFound } from "../../../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function RevisionsPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/revisions`);
  const api = await orNotFound(getApi(viewer, apiId));
  const { revisions, isLatestLive, draft } = await orNotFound(listRevisions(viewer, apiId));
  return (
    <>
      <ApiHeader api={api} current="revisions" />
      <section aria-labelledby="draft" className="space-y-3">
        <h2 id="draft" className="font-semibold text-heading">
          {text.draft}
        </h2>
        {draft ? <DraftCard apiId={apiId} draft={draft} /> : <StartDraft apiId={apiId} />}
      </section>
      <section aria-labelledby="history" className="mt-8 space-y-3">
        <h2 id="history" className="font-semibold text-heading">
          {text.history}
        </h2>
        {revisions.length === 0 ? (
          <EmptyState title={text.noHistory} description={text.noHistoryHint} />
        ) : (
          <RevisionTable apiId={apiId} revisions={revisions} isLatestLive={isLatestLive} />
        )}
      </section>
    </>
  );
}
