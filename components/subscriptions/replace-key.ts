import { callApi } from "@/lib/http/api-client";
import { type KeySlot, type ShownKey, shownKey } from "@/lib/subscriptions/schema";

/** Makes a new key in a slot; what was there works on for so many hours. @throws ApiProblem */
export function replaceKey(subscriptionId: string, slot: KeySlot, overlapHours: number): Promise<ShownKey> {
  return callApi(`/api/subscriptions/${subscriptionId}/keys/${slot}`, {
    method: "POST",
    body: { overlapHours },
    schema: shownKey,
  });
}
