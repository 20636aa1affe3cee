"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { callApi } from "@/lib/http/api-client";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import type { DraftState } from "@/lib/revisions/schema";
import { DifferenceList } from "./difference-list";
import { PublishForm } from "./publish-form";
import { useRevisionAct } from "./use-revision-act";

/** An API's draft: what it changes, what was changed beside it, and its end: published or discarded. */
export function DraftCard({ apiId, draft }: { apiId: string; draft: DraftState }) {
  const { pending, act } = useRevisionAct();
  const [discarding, setDiscarding] = useState(false);
  const { id, base, startedAt, differences, moved } = draft;
  const count = differences.length;

  const discard = () =>
    act(async () => {
      await callApi(`/api/apis/${apiId}/draft`, { method: "DELETE" });
      return text.discarded;
    });

  return (
    <div className="space-y-5">
      {moved.length > 0 && <MovedCard apiId={apiId} moved={moved} />}
      <Card
        title={text.differences}
        description={
          <>
            {text.draftBegan(base)} · <RelativeTime time={startedAt} />
          </>
        }
        actions={
          <>
            <LinkButton href={`/admin/apis/${id}/operations`}>{text.openDraft}</LinkButton>
            <Button disabled={pending} onClick={() => setDiscarding(true)}>
              {text.discard}
            </Button>
          </>
        }
        flush
      >
        {count === 0 ? (
          <p className="px-5 py-4 text-muted text-sm">
            {text.same}. {text.sameHint}
          </p>
        ) : (
          <DifferenceList differences={differences} />
        )}
      </Card>
      {count > 0 && moved.length === 0 && (
        <PublishForm path={`/api/apis/${apiId}/revisions`} title={text.publish} />
      )}
      <ConfirmDialog
        open={discarding}
        onOpenChange={setDiscarding}
        title={text.discardTitle}
        consequence={text.discardConsequence(count)}
        confirmLabel={text.discard}
        onConfirm={discard}
      />
    </div>
  );
}

function MovedCard({ apiId, moved }: { apiId: string; moved: DraftState["moved"] }) {
  const { pending, act } = useRevisionAct();
  const refresh = () =>
    act(async () => {
      await callApi(`/api/apis/${apiId}/draft/refresh`, { method: "POST" });
      return text.refreshed;
    });
  return (
    <Card flush>
      <Alert tone="warning" title={text.moved} announce={false}>
        <p>{text.movedHint}</p>
        <Button pending={pending} onClick={refresh} className="mt-2">
          {text.refresh}
        </Button>
      </Alert>
      <DifferenceList differences={moved} />
    </Card>
  );
}
