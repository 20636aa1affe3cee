"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyDisplay } from "@/components/ui/key-display";
import { LinkButton } from "@/components/ui/link-button";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import type { ShownKey } from "@/lib/subscriptions/schema";

interface KeysDialogProps {
  open: boolean;
  title: string;
  description?: string;
  keys: readonly ShownKey[];
  onClose: () => void;
  /** Where to go from here. */
  next?: { href: string; label: string };
}

/** Shows new keys at the one time that they are known. Closing it by the way is asked about once. */
export function KeysDialog({ open, title, description, keys, onClose, next }: KeysDialogProps) {
  const [warned, setWarned] = useState(false);
  const several = keys.length > 1;

  function closeByTheWay() {
    if (warned) onClose();
    else setWarned(true);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={closeByTheWay}
      title={title}
      {...(description !== undefined && { description })}
      size="lg"
      footer={
        <>
          {next && (
            <LinkButton href={next.href} onClick={onClose}>
              {next.label}
            </LinkButton>
          )}
          <Button variant="primary" onClick={onClose}>
            {several ? text.donePlural : text.done}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Alert tone="warning" announce={false}>
          {several ? text.shownOncePlural : text.shownOnce}
        </Alert>
        {keys.map(({ slot, value, masked }) => (
          <div key={slot}>
            <p className="mb-1 font-medium text-sm">{text.slots[slot]}</p>
            <KeyDisplay label={text.slots[slot]} masked={masked} value={value} />
          </div>
        ))}
        {warned && <Alert tone="danger">{text.closeAnyway}</Alert>}
      </div>
    </Dialog>
  );
}
