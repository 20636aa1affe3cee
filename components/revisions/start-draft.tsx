"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { callApi } from "@/lib/http/api-client";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import { startedDraft } from "@/lib/revisions/schema";
import { useRevisionAct } from "./use-revision-act";

/** Begins a draft and goes on to its operations. */
export function StartDraft({ apiId }: { apiId: string }) {
  const router = useRouter();
  const { pending, act } = useRevisionAct();

  const start = () =>
    act(async () => {
      const { id } = await callApi(`/api/apis/${apiId}/draft`, { method: "POST", schema: startedDraft });
      router.push(`/admin/apis/${id}/operations`);
      return text.draftStarted;
    });

  return (
    <EmptyState
      title={text.noDraft}
      description={text.noDraftHint}
      action={
        <Button variant="primary" pending={pending} onClick={start}>
          {text.startDraft}
        </Button>
      }
    />
  );
}
