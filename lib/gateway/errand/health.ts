import type { Clock } from "@/lib/limits/counter";
import type { BackendPlan, PoolMember } from "./plan";

/** How a backend does, as this process sees it. */
export interface BackendHealth {
  /** "closed": it is asked. "open": it is left alone. "half-open": one call finds out whether it is back. */
  state: "closed" | "open" | "half-open";
  /** Failures in a row. */
  failures: number;
  /** When it is asked again; null unless it is left alone. */
  restsUntilMs: number | null;
  lastFailure: { atMs: number; what: string } | null;
}

interface State {
  failures: number;
  restsUntilMs: number;
  probing: boolean;
  lastFailure: BackendHealth["lastFailure"];
  /** What smooth weighted round-robin owes it. */
  credit: number;
}

/** The health of backends by id; it outlives the catalogue's snapshots. */
export class Health {
  readonly #states = new Map<string, State>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a call may be sent: not while it rests, and then one at a time until one succeeds. */
  mayTry(id: string): boolean {
    const state = this.#states.get(id);
    if (state === undefined || state.restsUntilMs === 0) return true;
    return !state.probing && this.#clock.now() >= state.restsUntilMs;
  }

  /** A call is on its way. */
  began(id: string): void {
    const state = this.#states.get(id);
    if (state !== undefined && state.restsUntilMs > 0) state.probing = true;
  }

  succeeded(id: string): void {
    const state = this.#states.get(id);
    if (state === undefined) return;
    state.failures = 0;
    state.restsUntilMs = 0;
    state.probing = false;
  }

  failed(id: string, what: string, breaker: BackendPlan["breaker"]): void {
    const state = this.#stateOf(id);
    state.failures++;
    state.lastFailure = { atMs: this.#clock.now(), what };
    if (breaker !== null && (state.probing || state.failures >= breaker.failures))
      state.restsUntilMs = this.#clock.now() + breaker.restMs;
    state.probing = false;
  }

  /** The call ended without telling anything of the backend. */
  toldNothing(id: string): void {
    const state = this.#states.get(id);
    if (state !== undefined) state.probing = false;
  }

  of(id: string): BackendHealth {
    const state = this.#states.get(id);
    if (state === undefined) return { state: "closed", failures: 0, restsUntilMs: null, lastFailure: null };
    const { failures, restsUntilMs, lastFailure } = state;
    if (restsUntilMs === 0) return { state: "closed", failures, restsUntilMs: null, lastFailure };
    const isOver = this.#clock.now() >= restsUntilMs;
    return {
      state: isOver ? "half-open" : "open",
      failures,
      restsUntilMs: isOver ? null : restsUntilMs,
      lastFailure,
    };
  }

  /** When the first of some is asked again. */
  nextTryMs(ids: readonly string[]): number {
    return Math.min(...ids.map((id) => this.#states.get(id)?.restsUntilMs ?? 0));
  }

  /** Takes turns by weight, evenly spread: of 3 and 1, every fourth call goes to the second. */
  byTurn(members: readonly PoolMember[]): PoolMember | null {
    let chosen: PoolMember | null = null;
    let chosenState: State | null = null;
    let total = 0;
    for (const member of members) {
      const state = this.#stateOf(member.id);
      state.credit += member.weight;
      total += member.weight;
      if (chosenState !== null && state.credit <= chosenState.credit) continue;
      chosen = member;
      chosenState = state;
    }
    if (chosenState !== null) chosenState.credit -= total;
    return chosen;
  }

  #stateOf(id: string): State {
    const known = this.#states.get(id);
    if (known !== undefined) return known;
    const state = { failures: 0, restsUntilMs: 0, probing: false, lastFailure: null, credit: 0 };
    this.#states.set(id, state);
    return state;
  }
}
