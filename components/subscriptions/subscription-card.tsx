"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/http/api-client";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { teamMessages } from "@/lib/messages/en/teams";
import { canCancel, canRegenerate, canRename } from "@/lib/subscriptions/permissions";
import type { KeySlot, OwnSubscription, ShownKey } from "@/lib/subscriptions/schema";
import { CancelDialog } from "./cancel-dialog";
import { KeysDialog } from "./keys-dialog";
import { LeaveDialog } from "./leave-dialog";
import { RegenerateDialog } from "./regenerate-dialog";
import { RenameDialog } from "./rename-dialog";
import { Renewal } from "./renewal";
import { replaceKey } from "./replace-key";
import { SubscriptionKeys } from "./subscription-keys";
import { TeamDialog } from "./team-dialog";
import { UsageBars } from "./usage-bars";

interface SubscriptionCardProps {
  subscription: OwnSubscription;
  viewerId: string;
  onChanged: () => Promise<void>;
}

type Act = "rename" | "cancel" | "team" | "leave" | KeySlot;

/** One subscription: what it opens, its state, its keys, and how far its limits are used. */
export function SubscriptionCard({ subscription, viewerId, onChanged }: SubscriptionCardProps) {
  const [act, setAct] = useState<Act | null>(null);
  const [made, setMade] = useState<ShownKey | null>(null);
  const [making, setMaking] = useState<KeySlot | null>(null);
  const { name, state, isOwner } = subscription;
  const dialog = (which: Act) => ({
    subscription,
    open: act === which,
    onOpenChange: (open: boolean) => setAct(open ? which : null),
    onChanged,
  });
  /** There is nothing that a new key could break, so nothing is asked. One at a time: a second would end the first. */
  async function makeKey(slot: KeySlot) {
    setMaking(slot);
    try {
      setMade(await replaceKey(subscription.id, slot, 0));
      await onChanged();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      toast.error(text.keyFailed, error.details.detail);
    } finally {
      setMaking(null);
    }
  }

  const inUse = state === "active" || state === "suspended";
  return (
    <li className="rounded-lg border bg-surface">
      <SubscriptionHead subscription={subscription} onAct={setAct} />
      <StateNote subscription={subscription} />
      <Renewal subscription={subscription} onChanged={onChanged} />
      {inUse && (
        <div className="grid gap-x-10 gap-y-5 border-t px-5 py-4 lg:grid-cols-2">
          <SubscriptionKeys
            subscription={subscription}
            onRegenerate={isOwner && canRegenerate(state) ? setAct : null}
            onMake={makeKey}
            making={making}
          />
          <UsageBars usage={subscription.usage} />
        </div>
      )}
      {made && (
        <KeysDialog
          open
          title={text.newKeyTitle(made.slot)}
          description={name}
          keys={[made]}
          onClose={() => setMade(null)}
        />
      )}
      {isOwner && canRename(state) && (
        <>
          <RenameDialog {...dialog("rename")} key={name} />
          <TeamDialog {...dialog("team")} />
        </>
      )}
      {!isOwner && <LeaveDialog {...dialog("leave")} viewerId={viewerId} />}
      {isOwner && canCancel(state) && <CancelDialog {...dialog("cancel")} />}
      {isOwner && canRegenerate(state) && (
        <>
          <RegenerateDialog slot="primary" {...dialog("primary")} />
          <RegenerateDialog slot="secondary" {...dialog("secondary")} />
        </>
      )}
    </li>
  );
}

function SubscriptionHead({
  subscription: { name, state, product, createdAtMs, expiresAtMs, isOwner, owner, members },
  onAct,
}: {
  subscription: OwnSubscription;
  onAct: (act: Act) => void;
}) {
  const { label, tone } = text.states[state];
  return (
    <div className="flex items-start gap-3 px-5 py-4">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="min-w-0 break-words font-semibold text-heading">{name}</h2>
          <Badge tone={tone}>{label}</Badge>
        </div>
        <p className="mt-0.5 text-muted text-sm">
          {product.published ? (
            <TextLink href={`/products/${product.slug}`}>{product.name}</TextLink>
          ) : (
            product.name
          )}
          {" · "}
          {text.created} <RelativeTime time={createdAtMs} />
          {expiresAtMs !== null && (
            <>
              {" · "}
              {text.expires} <RelativeTime time={expiresAtMs} />
            </>
          )}
          {!isOwner && ` · ${teamMessages.ownedBy(owner.name)}`}
          {isOwner && members.length > 0 && ` · ${teamMessages.size(members.length)}`}
        </p>
      </div>
      {(canRename(state) || !isOwner) && (
        <Menu
          trigger={
            <IconButton name={text.actions(name)}>
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          items={
            isOwner
              ? [
                  { label: text.rename, onSelect: () => onAct("rename") },
                  { label: teamMessages.manage, onSelect: () => onAct("team") },
                  {
                    label: text.cancelSubscription,
                    onSelect: () => onAct("cancel"),
                    danger: true,
                    separated: true,
                  },
                ]
              : [{ label: teamMessages.leave, onSelect: () => onAct("leave"), danger: true }]
          }
        />
      )}
    </div>
  );
}

function StateNote({ subscription: { state, stateReason } }: { subscription: OwnSubscription }) {
  const explanation = text.explanations[state];
  if (explanation === "") return null;
  return (
    <div className="px-5 pb-4">
      <Alert tone={state === "suspended" ? "warning" : "info"} announce={false}>
        {explanation} {stateReason !== null && text.reason(stateReason)}
      </Alert>
    </div>
  );
}
