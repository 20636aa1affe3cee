"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { productMessages } from "@/lib/messages/en/products";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import type { SubscribableProduct } from "./subscribe-form";

interface SubscribeButtonProps {
  product: SubscribableProduct;
  /** How many subscriptions to it the viewer holds. */
  held: number;
  /** Where to sign in first, or null for someone who has. */
  signInHref: string | null;
  variant?: "primary" | "secondary";
}

// Most visits subscribe to nothing: the dialog comes when it is asked for.
const SubscribeDialog = dynamic(() => import("./subscribe-dialog").then((module) => module.SubscribeDialog), {
  ssr: false,
});

/** Subscribes to a product, or says what stands in the way. */
export function SubscribeButton({ product, held, signInHref, variant = "secondary" }: SubscribeButtonProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const { maxSubscriptions } = product;

  if (!product.requiresSubscription) {
    return <span className="text-muted text-sm">{productMessages.open}</span>;
  }
  if (signInHref !== null) {
    return (
      <LinkButton href={signInHref} variant={variant}>
        {text.signInToSubscribe}
      </LinkButton>
    );
  }
  const full = maxSubscriptions !== null && held >= maxSubscriptions;
  return (
    <>
      {full ? (
        <TextLink href="/subscriptions" className="text-sm">
          {text.alreadySubscribed}
        </TextLink>
      ) : (
        <Button
          variant={variant}
          onClick={() => {
            setWanted(true);
            setOpen(true);
          }}
        >
          {product.requiresApproval ? text.request : text.subscribe}
        </Button>
      )}
      {wanted && <SubscribeDialog product={product} open={open} onOpenChange={setOpen} />}
    </>
  );
}
