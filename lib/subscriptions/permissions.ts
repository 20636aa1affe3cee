import type { SubscriptionState } from "./schema";

/** Who changes a subscription: its developer, an administrator, or time. */
export type SubscriptionActor = "owner" | "admin" | "time";

const transitions = {
  approve: { by: ["admin"], from: ["submitted"], to: "active" },
  reject: { by: ["admin"], from: ["submitted"], to: "rejected" },
  suspend: { by: ["admin"], from: ["active"], to: "suspended" },
  resume: { by: ["admin"], from: ["suspended"], to: "active" },
  renew: { by: ["admin"], from: ["expired"], to: "active" },
  cancel: { by: ["owner", "admin"], from: ["submitted", "active", "suspended"], to: "cancelled" },
  expire: { by: ["time"], from: ["active", "suspended"], to: "expired" },
} as const satisfies Record<
  string,
  { by: readonly SubscriptionActor[]; from: readonly SubscriptionState[]; to: SubscriptionState }
>;

export type SubscriptionTransition = keyof typeof transitions;
export const subscriptionTransitions = Object.keys(transitions) as SubscriptionTransition[];

/** The states in which an actor may make a transition; none where the actor may not at all. */
export function statesFor(
  transition: SubscriptionTransition,
  actor: SubscriptionActor,
): readonly SubscriptionState[] {
  const { by, from }: { by: readonly SubscriptionActor[]; from: readonly SubscriptionState[] } =
    transitions[transition];
  return by.includes(actor) ? from : [];
}

/** The state that a transition leads to, or null where it is not allowed. */
export function nextState(
  transition: SubscriptionTransition,
  state: SubscriptionState,
  actor: SubscriptionActor,
): SubscriptionState | null {
  return statesFor(transition, actor).includes(state) ? transitions[transition].to : null;
}

/** The states that count towards a product's maximum of subscriptions per developer. */
export const heldStates: readonly SubscriptionState[] = ["submitted", "active", "suspended"];

export function canCancel(state: SubscriptionState): boolean {
  return nextState("cancel", state, "owner") !== null;
}

/** Renaming is for what is still in use. */
export const renamableStates: readonly SubscriptionState[] = [...heldStates];

export function canRename(state: SubscriptionState): boolean {
  return renamableStates.includes(state);
}

export const regenerableStates: readonly SubscriptionState[] = ["active"];

/** Only an active subscription has keys worth replacing. */
export function canRegenerate(state: SubscriptionState): boolean {
  return regenerableStates.includes(state);
}

/** A later end is asked for where there is one: while a subscription can be called with, and after its time. */
export const renewableStates: readonly SubscriptionState[] = ["active", "expired"];

interface Ending {
  state: SubscriptionState;
  expiresAtMs: number | null;
}

export function canAskRenewal({ state, expiresAtMs }: Ending): boolean {
  return expiresAtMs !== null && renewableStates.includes(state);
}

/** When a later end was asked for, in ms; null where no answer is waited for. */
export function pendingRenewal(one: Ending, askedAt: Date | null): number | null {
  return canAskRenewal(one) ? (askedAt?.getTime() ?? null) : null;
}

/** What a subscription is at a moment: an active one whose time is over has expired, also before that is stored. */
export function stateAt(
  state: SubscriptionState,
  expiresAtMs: number | null,
  nowMs: number,
): SubscriptionState {
  const over = expiresAtMs !== null && expiresAtMs <= nowMs;
  return over ? (nextState("expire", state, "time") ?? state) : state;
}
