"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { canAskRenewal } from "@/lib/subscriptions/permissions";
import type { OwnSubscription } from "@/lib/subscriptions/schema";

interface RenewalProps {
  subscription: OwnSubscription;
  onChanged: () => Promise<void>;
}

/** Of a subscription with an end: asks for a later one, or says since when an answer is waited for. */
export function Renewal({ subscription, onChanged }: RenewalProps) {
  const { id, name, isOwner, renewalAskedAtMs } = subscription;
  const [pending, setPending] = useState(false);

  /** Asked twice, in two tabs say, the second answer tells; the list is read anew either way. */
  async function ask() {
    setPending(true);
    try {
      await callApi(`/api/subscriptions/${id}/renewal`, { method: "POST" });
      toast.success(text.renewalRequested(name));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      toast.error(text.renewalFailed, error.details.detail);
    }
    await onChanged().finally(() => setPending(false));
  }

  if (renewalAskedAtMs !== null) {
    return (
      <p className="px-5 pb-4 text-muted text-sm">
        {text.renewalWaits} <RelativeTime time={renewalAskedAtMs} />
      </p>
    );
  }
  if (!isOwner || !canAskRenewal(subscription)) return null;
  return (
    <div className="px-5 pb-4">
      <Button size="sm" onClick={ask} pending={pending} aria-label={`${text.requestRenewal}: ${name}`}>
        {text.requestRenewal}
      </Button>
    </div>
  );
}
