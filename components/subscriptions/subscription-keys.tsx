"use client";

import { Button } from "@/components/ui/button";
import { KeyDisplay } from "@/components/ui/key-display";
import { RelativeTime } from "@/components/ui/relative-time";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { type KeySlot, keySlots, type OwnSubscription } from "@/lib/subscriptions/schema";

interface SubscriptionKeysProps {
  subscription: OwnSubscription;
  /** Null where the keys cannot be replaced now. */
  onRegenerate: ((slot: KeySlot) => void) | null;
  /** Makes a key where there is none: after an approval. */
  onMake: (slot: KeySlot) => void;
  /** The one that is being made. */
  making: KeySlot | null;
}

/** The two keys of a subscription, masked, and the old ones that still work for a while. */
export function SubscriptionKeys({
  subscription: { keys },
  onRegenerate,
  onMake,
  making,
}: SubscriptionKeysProps) {
  return (
    <div className="min-w-0 space-y-3">
      {keySlots.map((slot) => {
        const ofSlot = keys.filter((key) => key.slot === slot);
        const current = ofSlot.find(({ endsAtMs }) => endsAtMs === null);
        const old = ofSlot.filter(({ endsAtMs }) => endsAtMs !== null);
        return (
          <div key={slot}>
            <p className="mb-1 flex flex-wrap items-baseline gap-x-2 text-sm">
              <span className="font-medium">{text.slots[slot]}</span>
              {current && (
                <span className="text-muted text-xs">
                  {text.madeAt} <RelativeTime time={current.createdAtMs} />
                </span>
              )}
            </p>
            <div className="flex min-w-0 items-center gap-2">
              <div className="min-w-0 flex-1">
                <KeyDisplay label={text.slots[slot]} masked={current?.masked ?? text.noKey} />
              </div>
              {onRegenerate &&
                (current ? (
                  <Button onClick={() => onRegenerate(slot)} aria-label={text.regenerate(slot)}>
                    {text.regenerateShort}
                  </Button>
                ) : (
                  <Button
                    variant="primary"
                    onClick={() => onMake(slot)}
                    pending={making === slot}
                    aria-label={text.makeKey(slot)}
                  >
                    {text.makeKeyShort}
                  </Button>
                ))}
            </div>
            {old.map((key) => (
              <p key={key.masked + key.createdAtMs} className="mt-1 text-muted text-xs">
                <code className="font-mono">{key.masked}</code> {text.worksUntil}{" "}
                {key.endsAtMs !== null && <RelativeTime time={key.endsAtMs} />}
              </p>
            ))}
          </div>
        );
      })}
      <p className="text-muted text-xs">{text.twoKeysHint}</p>
    </div>
  );
}
