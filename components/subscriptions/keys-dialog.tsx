"use client";

import { LinkButton } from "@/components/ui/link-button";
import { ShownOnceDialog } from "@/components/ui/shown-once-dialog";
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

/** Shows new keys at the one time that they are known. */
export function KeysDialog({ keys, next, ...dialog }: KeysDialogProps) {
  return (
    <ShownOnceDialog
      {...dialog}
      warning={keys.length > 1 ? text.shownOncePlural : text.shownOnce}
      secrets={keys.map(({ slot, ...key }) => ({ label: text.slots[slot], ...key }))}
      further={
        next && (
          <LinkButton href={next.href} onClick={dialog.onClose}>
            {next.label}
          </LinkButton>
        )
      }
    />
  );
}
