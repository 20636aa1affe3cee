"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import type { OwnSubscription } from "@/lib/subscriptions/schema";

interface CancelDialogProps {
  subscription: OwnSubscription;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => Promise<void>;
}

/** Asks once before a subscription and its keys end. */
export function CancelDialog({ subscription, open, onOpenChange, onChanged }: CancelDialogProps) {
  const { id, name, state } = subscription;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={text.cancelQuestion(name)}
      consequence={state === "submitted" ? text.cancelRequestConsequence : text.cancelConsequence}
      confirmLabel={text.cancelSubscription}
      cancelLabel={text.keep}
      onConfirm={async () => {
        await callApi(`/api/subscriptions/${id}`, { method: "DELETE" });
        toast.success(text.cancelled(name));
        await onChanged();
      }}
    />
  );
}
