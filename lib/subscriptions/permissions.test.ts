import { describe, expect, it } from "vitest";
import {
  nextState,
  type SubscriptionActor,
  type SubscriptionTransition,
  stateAt,
  subscriptionTransitions,
} from "./permissions";
import { type SubscriptionState, subscriptionStates } from "./schema";

const actors: SubscriptionActor[] = ["owner", "admin", "time"];

/** Every transition that is allowed; all others are not. */
const allowed: [SubscriptionActor, SubscriptionTransition, SubscriptionState, SubscriptionState][] = [
  ["admin", "approve", "submitted", "active"],
  ["admin", "reject", "submitted", "rejected"],
  ["admin", "suspend", "active", "suspended"],
  ["admin", "resume", "suspended", "active"],
  ["admin", "renew", "expired", "active"],
  ["admin", "cancel", "submitted", "cancelled"],
  ["admin", "cancel", "active", "cancelled"],
  ["admin", "cancel", "suspended", "cancelled"],
  ["owner", "cancel", "submitted", "cancelled"],
  ["owner", "cancel", "active", "cancelled"],
  ["owner", "cancel", "suspended", "cancelled"],
  ["time", "expire", "active", "expired"],
  ["time", "expire", "suspended", "expired"],
];

const cases = actors.flatMap((actor) =>
  subscriptionTransitions.flatMap((transition) =>
    subscriptionStates.map((from) => {
      const found = allowed.find(
        ([who, what, state]) => who === actor && what === transition && state === from,
      );
      return [actor, transition, from, found?.[3] ?? null] as const;
    }),
  ),
);

describe("a subscription's states", () => {
  it.each(cases)("%s may %s a %s one: it becomes %s", (actor, transition, from, to) => {
    expect(nextState(transition, from, actor)).toBe(to);
  });

  it.each([
    ["active", 1_000, "expired"],
    ["active", 1_001, "active"],
    ["active", null, "active"],
    ["suspended", 999, "expired"],
    ["cancelled", 999, "cancelled"],
    ["submitted", 999, "submitted"],
  ] as const)("%s until %s is %s at 1000", (state, expiresAtMs, seen) => {
    expect(stateAt(state, expiresAtMs, 1_000)).toBe(seen);
  });
});
