import type { CounterSubject } from "@/lib/limits/counter";
import type { Caller } from "./authorise";
import type { GatewayParts, ProductRoute, SubscriptionEntry } from "./parts";
import { refuse, refuseLimit } from "./refusal";

/** Counts the call against its product's limits, or refuses it: all of them, or none. */
export async function holdLimits(
  { counter, settings }: Pick<GatewayParts, "counter" | "settings">,
  { subscription, product }: Caller,
  clientAddress: string,
): Promise<void> {
  if (product === null || product.limits.length === 0) return;
  const subject = subscription === null ? stranger(product, clientAddress) : subscriber(subscription);
  const verdict = await ask(() => counter.take(subject, product.limits), settings.whenCountersFail);
  if (verdict === null || verdict.admitted) return;
  const { rule, used, retryAfterMs } = verdict;
  const { id: limitId, kind, limit, periodSeconds } = rule;
  const refused = {
    productId: product.id,
    productName: product.name,
    limitId,
    kind,
    limit,
    used,
    periodSeconds,
  };
  throw refuseLimit(refused, retryAfterMs);
}

function subscriber({ id, startsAtMs }: SubscriptionEntry): CounterSubject {
  return { id, startsAtMs, durable: true };
}

/** Without a subscription the caller's address is counted. */
function stranger({ id }: ProductRoute, clientAddress: string): CounterSubject {
  const crowdId = `open ${id}`;
  return { id: `${crowdId} ${addressBlock(clientAddress)}`, startsAtMs: 0, durable: false, crowdId };
}

async function ask<T>(take: () => T | Promise<T>, whenCountersFail: "refuse" | "admit"): Promise<T | null> {
  try {
    return await take();
  } catch (error) {
    if (whenCountersFail === "admit") return null;
    throw refuse("counters-unavailable", { retryAfterSeconds: 5, detail: String(error) });
  }
}

/** One household or office: an IPv4 address, or an IPv6 address's first 64 bits. */
function addressBlock(address: string): string {
  if (!address.includes(":")) return address;
  const [head = ""] = address.split("::");
  const groups = head.split(":").slice(0, 4);
  while (groups.length < 4) groups.push("0");
  return groups.join(":");
}
