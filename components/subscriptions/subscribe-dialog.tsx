"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import type { Subscribed } from "@/lib/subscriptions/schema";
import { KeysDialog } from "./keys-dialog";
import { type SubscribableProduct, SubscribeForm } from "./subscribe-form";

interface SubscribeDialogProps {
  product: SubscribableProduct;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** From the name and the terms to the keys, or to the word that the request waits. */
export function SubscribeDialog({ product, open, onOpenChange }: SubscribeDialogProps) {
  const router = useRouter();
  const [made, setMade] = useState<Subscribed | null>(null);

  function close() {
    onOpenChange(false);
    if (!made) return;
    setMade(null);
    router.refresh();
  }

  if (made?.keys) {
    return (
      <KeysDialog
        open={open}
        title={text.newKeysTitle}
        description={text.subscribedTo(product.name)}
        keys={made.keys}
        onClose={close}
        next={{ href: "/subscriptions", label: text.toSubscriptions }}
      />
    );
  }
  if (made) {
    return (
      <Dialog
        open={open}
        onOpenChange={close}
        title={text.requestSent(product.name)}
        footer={
          <LinkButton href="/subscriptions" variant="primary">
            {text.toSubscriptions}
          </LinkButton>
        }
      >
        <Alert tone="info">{text.explanations.submitted}</Alert>
      </Dialog>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={text.subscribeTo(product.name)}
      {...(product.requiresApproval && { description: text.approvalNote })}
    >
      <SubscribeForm product={product} onMade={setMade} onCancel={() => onOpenChange(false)} />
    </Dialog>
  );
}
