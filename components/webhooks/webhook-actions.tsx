"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";

/** Deletes a webhook after asking once. */
export function DeleteWebhook({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Card
        className="mt-8 max-w-2xl pb-4"
        title={text.remove}
        description={text.removeConsequence}
        actions={<Button onClick={() => setAsking(true)}>{text.remove}</Button>}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={text.removeQuestion(name)}
        consequence={text.removeConsequence}
        confirmLabel={text.remove}
        onConfirm={async () => {
          await callApi(`/api/webhooks/${id}`, { method: "DELETE" });
          toast.success(text.removed);
          router.push("/admin/notifications/webhooks");
          router.refresh();
        }}
      />
    </>
  );
}

interface PostButtonProps {
  path: string;
  label: string;
  done: string;
  size?: "sm";
}

/** Asks for something by one POST without a body. */
export function PostButton({ path, label, done, ...look }: PostButtonProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function send() {
    setPending(true);
    try {
      await callApi(path, { method: "POST" });
      toast.success(done);
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : text.failed);
    } finally {
      setPending(false);
    }
  }

  return (
    <Button {...look} pending={pending} onClick={send}>
      {label}
    </Button>
  );
}
