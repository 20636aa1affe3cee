"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { teamMessages as text } from "@/lib/messages/en/teams";
import type { OwnSubscription } from "@/lib/subscriptions/schema";

interface LeaveDialogProps {
  subscription: OwnSubscription;
  viewerId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => Promise<void>;
}

/** Asks before a member leaves a team. */
export function LeaveDialog({ subscription, viewerId, open, onOpenChange, onChanged }: LeaveDialogProps) {
  const { id, name } = subscription;
  async function leave() {
    await callApi(`/api/subscriptions/${id}/members/${viewerId}`, { method: "DELETE" });
    toast.success(text.left(name));
    await onChanged();
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={text.leaveTitle(name)}
      consequence={text.leaveConsequence}
      confirmLabel={text.leave}
      onConfirm={leave}
    />
  );
}
