"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { outboxMessages as text } from "@/lib/messages/en/outbox";

/** Tries a mail that failed once more. */
export function SendAgainButton({ mailId }: { mailId: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function sendAgain() {
    setPending(true);
    try {
      await callApi(`/api/mails/${mailId}/attempts`, { method: "POST" });
      toast.success(text.sendingAgain);
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : text.failed);
    } finally {
      setPending(false);
    }
  }

  return (
    <Button pending={pending} onClick={sendAgain}>
      {text.sendAgain}
    </Button>
  );
}
