"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { governMessages as text } from "@/lib/messages/en/govern";
import {
  type AdminTransition,
  adminTransitions,
  type GovernedSubscription,
} from "@/lib/subscriptions/govern-schema";
import { heldStates, nextState } from "@/lib/subscriptions/permissions";
import { DeclineRenewalDialog } from "./decline-renewal-dialog";
import { Edited } from "./edited";
import { ExpiryDialog } from "./expiry-dialog";
import { TransitionDialog } from "./transition-dialog";

/** The two answers to a request for access. */
const answers: readonly AdminTransition[] = ["approve", "reject"];

type Act = AdminTransition | "expiry" | "decline";

/** What an administrator can do with one subscription in its state. The two answers to what is asked stand in the open. */
export function SubscriptionActions({ subscription }: { subscription: GovernedSubscription }) {
  const router = useRouter();
  const [act, setAct] = useState<Act | null>(null);
  const { name, state, renewalAskedAtMs } = subscription;
  const possible = adminTransitions.filter((transition) => nextState(transition, state, "admin") !== null);
  const inTheOpen: { act: Act; label: string }[] = possible
    .filter((transition) => answers.includes(transition))
    .map((transition) => ({ act: transition, label: text.transitions[transition] }));
  if (renewalAskedAtMs !== null) {
    inTheOpen.push(
      { act: state === "expired" ? "renew" : "expiry", label: text.transitions.renew },
      { act: "decline", label: text.declineRenewal },
    );
  }
  const isInTheOpen = (one: Act) => inTheOpen.some(({ act: shown }) => shown === one);
  const items = [
    ...possible
      .filter((transition) => !isInTheOpen(transition) && transition !== "cancel")
      .map((transition) => ({ label: text.transitions[transition], onSelect: () => setAct(transition) })),
    ...(heldStates.includes(state) && !isInTheOpen("expiry")
      ? [{ label: text.setExpiry, onSelect: () => setAct("expiry") }]
      : []),
    ...(possible.includes("cancel")
      ? [
          {
            label: text.transitions.cancel,
            onSelect: () => setAct("cancel"),
            danger: true,
            separated: true,
          },
        ]
      : []),
  ];
  const dialog = { subscription, onClose: () => setAct(null), onDone: () => router.refresh() };
  return (
    <div className="flex items-center justify-end gap-2">
      {inTheOpen.map((one, index) => (
        <Button
          key={one.act}
          size="sm"
          variant={index === 0 ? "primary" : "secondary"}
          aria-label={`${one.label} ${name}`}
          onClick={() => setAct(one.act)}
        >
          {one.label}
        </Button>
      ))}
      {items.length > 0 && (
        <Menu
          trigger={
            <IconButton name={text.actions(name)} size="sm">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          items={items}
        />
      )}
      {act === "expiry" && (
        <Edited version={subscription.expiryVersion}>
          <ExpiryDialog {...dialog} />
        </Edited>
      )}
      {act === "decline" && <DeclineRenewalDialog {...dialog} />}
      {act !== null && act !== "expiry" && act !== "decline" && (
        <TransitionDialog {...dialog} transition={act} />
      )}
    </div>
  );
}
