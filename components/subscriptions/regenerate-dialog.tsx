"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import type { KeySlot, OwnSubscription, ShownKey } from "@/lib/subscriptions/schema";
import { KeysDialog } from "./keys-dialog";
import { replaceKey } from "./replace-key";

interface RegenerateDialogProps {
  subscription: OwnSubscription;
  slot: KeySlot;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => Promise<void>;
}

/** Replaces a key after asking when the old one ends, and shows the new one once. */
export function RegenerateDialog({
  subscription,
  slot,
  open,
  onOpenChange,
  onChanged,
}: RegenerateDialogProps) {
  const [overlap, setOverlap] = useState("0");
  const [made, setMade] = useState<ShownKey | null>(null);
  const { id, name } = subscription;

  if (made) {
    return (
      <KeysDialog
        open
        title={text.newKeyTitle(slot)}
        description={name}
        keys={[made]}
        onClose={() => setMade(null)}
      />
    );
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={text.regenerateQuestion(slot, name)}
      consequence={
        <>
          <p>{text.regenerateConsequence}</p>
          <RadioGroup
            className="mt-4 text-text"
            legend={text.overlapLegend}
            name={`overlap-${id}-${slot}`}
            value={overlap}
            onChange={(event) => setOverlap(event.target.value)}
            options={text.overlaps.map(({ hours, label, hint }) => ({
              value: String(hours),
              label,
              ...(hint !== "" && { hint }),
            }))}
          />
        </>
      }
      confirmLabel={text.regenerate(slot)}
      onConfirm={async () => {
        setMade(await replaceKey(id, slot, Number(overlap)));
        setOverlap("0");
        await onChanged();
      }}
    />
  );
}
