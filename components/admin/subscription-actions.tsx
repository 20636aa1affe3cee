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
import { ExpiryDialog } from "./expiry-dialog";
import { TransitionDialog } from "./transition-dialog";

/** The two answers to a request. */
const answers: readonly AdminTransition[] = ["approve", "reject"];

type Act = AdminTransition | "expiry";

/** What an administrator can do with one subscription in its state. A request's two answers stand in the open. */
export function SubscriptionActions({ subscription }: { subscription: GovernedSubscription }) {
  const router = useRouter();
  const [act, setAct] = useState<Act | null>(null);
  const { name, state } = subscription;
  const possible = adminTransitions.filter((transition) => nextState(transition, state, "admin") !== null);
  const inTheOpen = possible.filter((transition) => answers.includes(transition));
  const items = [
    ...possible
      .filter((transition) => !inTheOpen.includes(transition) && transition !== "cancel")
      .map((transition) => ({ label: text.transitions[transition], onSelect: () => setAct(transition) })),
    ...(heldStates.includes(state) ? [{ label: text.setExpiry, onSelect: () => setAct("expiry") }] : []),
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
      {inTheOpen.map((transition) => (
        <Button
          key={transition}
          size="sm"
          variant={transition === "approve" ? "primary" : "secondary"}
          aria-label={`${text.transitions[transition]} ${name}`}
          onClick={() => setAct(transition)}
        >
          {text.transitions[transition]}
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
      {act === "expiry" && <ExpiryDialog {...dialog} />}
      {act !== null && act !== "expiry" && <TransitionDialog {...dialog} transition={act} />}
    </div>
  );
}
