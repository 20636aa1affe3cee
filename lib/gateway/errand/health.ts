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

/** One call on its way to a backend, so that what it tells can be told from what others do. */
export type Attempt = object;

interface State {
  failures: number;
  restsUntilMs: number;
  /** The one call that finds out whether a backend that rested is back. */
  probe: Attempt | null;
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
    return state.probe === null && this.#clock.now() >= state.restsUntilMs;
  }

  /** A call is on its way; how it ends is told with what this gives. */
  began(id: string): Attempt {
    const attempt = {};
    const state = this.#states.get(id);
    if (state !== undefined && state.restsUntilMs > 0 && this.mayTry(id)) state.probe = attempt;
    return attempt;
  }

  succeeded(id: string, attempt: Attempt): void {
    const state = this.#states.get(id);
    if (state === undefined || isLate(state, attempt)) return;
    state.failures = 0;
    state.restsUntilMs = 0;
    state.probe = null;
  }

  failed(id: string, attempt: Attempt, what: string, breaker: BackendPlan["breaker"]): void {
    const state = this.#stateOf(id);
    state.lastFailure = { atMs: this.#clock.now(), what };
    if (isLate(state, attempt)) return;
    state.failures++;
    if (breaker !== null && (state.probe !== null || state.failures >= breaker.failures))
      state.restsUntilMs = this.#clock.now() + breaker.restMs;
    state.probe = null;
  }

  /** The call ended without telling anything of the backend. */
  toldNothing(id: string, attempt: Attempt): void {
    const state = this.#states.get(id);
    if (state?.probe === attempt) state.probe = null;
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
    const state = { failures: 0, restsUntilMs: 0, probe: null, lastFailure: null, credit: 0 };
    this.#states.set(id, state);
    return state;
  }
}

/** A call from before the backend was left alone: what it tells is old. */
function isLate({ restsUntilMs, probe }: State, attempt: Attempt): boolean {
  return restsUntilMs > 0 && probe !== attempt;
}
