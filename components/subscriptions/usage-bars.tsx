"use client";

import { cx } from "@/components/ui/cx";
import { RelativeTime } from "@/components/ui/relative-time";
import { usageLine } from "@/lib/messages/en/products";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import type { LimitUsage } from "@/lib/subscriptions/schema";

/** How far each limit is used. */
export function UsageBars({ usage }: { usage: readonly LimitUsage[] }) {
  return (
    <div className="min-w-0 space-y-3 text-sm">
      <p className="font-medium">{text.usage}</p>
      {usage.length === 0 && <p className="text-muted">{text.noLimits}</p>}
      {usage.map((one) => (
        <UsageBar key={one.limitId} usage={one} />
      ))}
    </div>
  );
}

const nearlyFull = 0.8;

function UsageBar({ usage }: { usage: LimitUsage }) {
  const { used, limit, resetsAtMs } = usage;
  const share = Math.min(1, used / limit);
  return (
    <div>
      <p className="mb-1 flex flex-wrap justify-between gap-x-3">
        <span className="tabular-nums">{usageLine(usage)}</span>
        {resetsAtMs !== null && used > 0 && (
          <span className="text-muted text-xs">
            {text.startsAgain} <RelativeTime time={resetsAtMs} />
          </span>
        )}
      </p>
      <div aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-subtle">
        <div
          style={{ width: `${share * 100}%` }}
          className={cx(
            "h-full rounded-full",
            share >= 1 ? "bg-danger" : share >= nearlyFull ? "bg-warning" : "bg-accent",
          )}
        />
      </div>
    </div>
  );
}
