import { type CounterSubject, type CounterVerdict, isSettled, type LimitRule } from "@/lib/limits/counter";
import { ask } from "./ask";
import type { Caller } from "./authorise";
import type { RefusedLimit } from "./call";
import type { SubscriptionEntry } from "./entries";
import type { GatewayParts } from "./parts";
import type { EffectivePolicy } from "./policy/document";
import { refuse, refuseLimit } from "./refusal";
import type { ApiRoute, OperationRoute } from "./routes";

/** Where a call is counted. */
export interface LimitPlace {
  api: ApiRoute;
  operation: OperationRoute;
  policy: EffectivePolicy | null;
  clientAddress: string;
}

/** A call that is to be settled with the counter when it is over. */
export interface CountedCall {
  subject: CounterSubject;
  rules: readonly LimitRule[];
}

/**
 * Counts the call against its product's limits and those of all other scopes, or refuses it: all of them, or none.
 * Answers what is to be settled at the call's end, or null.
 */
export function holdLimits(
  { counter, settings }: Pick<GatewayParts, "counter" | "settings">,
  caller: Caller,
  place: LimitPlace,
): CountedCall | null | Promise<CountedCall | null> {
  const rules = limitRules(caller, place.policy);
  if (rules.length === 0) return null;
  const subject = subjectOf(caller, place.api, place.clientAddress);
  const admit = (verdict: CounterVerdict | null): CountedCall | null => {
    if (verdict === null) return null;
    if (verdict.admitted) return rules.some(isSettled) ? { subject, rules } : null;
    throw refuseLimit(refusedBy(verdict.rule, verdict.used, caller, place), verdict.retryAfterMs);
  };
  const verdict = ask<CounterVerdict | null>(
    () => counter.take(subject, rules),
    (error) => withoutCounters(error, settings.whenCountersFail),
  );
  return verdict instanceof Promise ? verdict.then(admit) : admit(verdict);
}

const none: readonly LimitRule[] = [];

/** The limits that a call must hold to: the product's, and those of all other scopes. */
export function limitRules({ product }: Caller, policy: EffectivePolicy | null): readonly LimitRule[] {
  return policy?.limits ?? product?.limits ?? none;
}

/** Who is counted: the subscription or, without one, the caller's address. */
export function subjectOf(
  { subscription, product }: Caller,
  api: ApiRoute,
  clientAddress: string,
): CounterSubject {
  return subscription === null ? stranger(product?.id ?? api.id, clientAddress) : subscriber(subscription);
}

function refusedBy(
  rule: LimitRule,
  used: number,
  { product }: Caller,
  { api, operation, policy }: LimitPlace,
): RefusedLimit {
  const scope = policy?.limitScopes.get(rule) ?? "product";
  const names = { global: "", product: product?.name ?? "", api: api.name, operation: operation.name };
  const { id: limitId, kind, measure, limit, periodSeconds } = rule;
  return { scope, name: names[scope], limitId, kind, measure, limit, used, periodSeconds };
}

function subscriber({ id, startsAtMs }: SubscriptionEntry): CounterSubject {
  return { id, startsAtMs, durable: true };
}

/** Without a subscription the caller's address is counted. */
function stranger(ownerId: string, clientAddress: string): CounterSubject {
  const crowdId = `open ${ownerId}`;
  return { id: `${crowdId} ${addressBlock(clientAddress)}`, startsAtMs: 0, durable: false, crowdId };
}

function withoutCounters(error: unknown, whenCountersFail: "refuse" | "admit"): null {
  if (whenCountersFail === "admit") return null;
  throw refuse("counters-unavailable", { retryAfterSeconds: 5, detail: String(error) });
}

/** One household or office: an IPv4 address, or an IPv6 address's first 64 bits. */
function addressBlock(address: string): string {
  if (!address.includes(":")) return address;
  const [head = ""] = address.split("::");
  const groups = head.split(":").slice(0, 4);
  while (groups.length < 4) groups.push("0");
  return groups.join(":");
}
