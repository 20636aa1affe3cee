import { ask } from "./ask";
import type { GatewayCall } from "./call";
import type { SubscriptionEntry } from "./entries";
import type { GatewayParts } from "./parts";
import { refuse, refuseKey } from "./refusal";
import type { ApiRoute, ProductRoute } from "./routes";

/** Who may pass, and under which product's limits. */
export interface Caller {
  subscription: SubscriptionEntry | null;
  /** Null for an API that belongs to no product the caller comes through. */
  product: ProductRoute | null;
}

type Finding = Pick<GatewayParts, "subscriptions" | "clock" | "settings">;

/**
 * Finds the caller's subscription. Null means that none was named, or that none such exists.
 * Fails with a 503 refusal when it cannot be found out: that must never look like a wrong key.
 */
export function findSubscription(
  { subscriptions }: Finding,
  { knownCaller }: GatewayCall,
  key: string | null,
): SubscriptionEntry | null | Promise<SubscriptionEntry | null> {
  if (knownCaller === null)
    return key === null ? null : ask(() => subscriptions.findByKey(key), refuseUnavailable);
  const { subscriptionId, userId } = knownCaller;
  if (subscriptionId === null) return null;
  return ask(async () => {
    const found = await subscriptions.findById(subscriptionId);
    const mayUse = found?.userId === userId || found?.memberIds?.includes(userId);
    return mayUse ? found : null;
  }, refuseUnavailable);
}

function refuseUnavailable(error: unknown): never {
  throw refuse("subscriptions-unavailable", { retryAfterSeconds: 5, detail: String(error) });
}

/** Decides whether the call may pass: a pure step over what was found. */
export function authorise(
  { clock, settings }: Pick<Finding, "clock" | "settings">,
  api: ApiRoute,
  named: boolean,
  subscription: SubscriptionEntry | null,
): Caller {
  if (subscription === null) {
    if (named) throw refuseKey("invalid-key", settings.realm, api.keyHeader, "no such key");
    const open = openDoor(api);
    if (open === null) throw refuseKey("missing-key", settings.realm, api.keyHeader);
    return open;
  }
  const inactive = whyInactive(subscription, clock.now());
  if (inactive !== null) throw refuseKey("invalid-key", settings.realm, api.keyHeader, inactive);
  if (subscription.userState === "blocked") throw refuse("user-blocked");
  const product = api.products.get(subscription.productId);
  if (product !== undefined) return { subscription, product };
  const open = openDoor(api);
  if (open === null) throw refuse("not-in-product");
  return { subscription, product: open.product };
}

/** How a call without a fitting subscription may pass: an open product, or an API that asks for none. */
function openDoor(api: ApiRoute): Caller | null {
  if (!api.published) return null;
  if (api.openProduct !== null) return { subscription: null, product: api.openProduct };
  return api.requiresSubscription ? null : { subscription: null, product: null };
}

function whyInactive({ state, expiresAtMs, keyExpiresAtMs }: SubscriptionEntry, now: number): string | null {
  if (state !== "active") return `the subscription is ${state}`;
  if (expiresAtMs !== null && expiresAtMs <= now) return "the subscription has expired";
  if (keyExpiresAtMs !== null && keyExpiresAtMs <= now) return "the key was replaced";
  return null;
}
