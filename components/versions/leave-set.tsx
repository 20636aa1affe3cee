"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { versionMessages as text } from "@/lib/messages/en/versions";

/** Makes an API stand by itself again. */
export function LeaveSet({ api }: { api: { id: string; name: string; version: string } }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);

  async function leave() {
    const body = { versionSet: null, version: null };
    await callApi(`/api/apis/${api.id}`, { method: "PATCH", body });
    toast.success(text.left(api.name));
    router.refresh();
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.leave}</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={text.leaveTitle(api.name)}
        consequence={text.leaveConsequence(api.version)}
        confirmLabel={text.leave}
        onConfirm={leave}
      />
    </>
  );
}
