/**
 * One limit: so many calls in any window (rate), so much in each period since the subscription began (quota), or so
 * many calls under way at once (concurrency).
 */
export interface LimitRule {
  /** Its own among all rules that one subject is counted by. */
  id: string;
  kind: "rate" | "quota" | "concurrency";
  /** What a quota counts; the others count calls. Bytes and rows are known when a call is over. */
  measure: "calls" | "bytes" | "rows";
  limit: number;
  /** For a quota, 0 means one period without end; for a concurrency 0. */
  periodSeconds: number;
}

/** What a call came to, known at its end. */
export interface CallAmounts {
  bytes: number;
  rows: number;
}

/** Whether a call must be settled for this rule when it is over. */
export function isSettled({ kind, measure }: LimitRule): boolean {
  return kind === "concurrency" || measure !== "calls";
}

/** Who is counted. */
export interface CounterSubject {
  /** The subscription's id, or one made of the product and the caller's address where no key is asked. */
  id: string;
  /** Quota periods are counted from here (ms since 1970). */
  startsAtMs: number;
  /** Whether quota use outlives the process; only subscriptions' does. */
  durable: boolean;
  /** Whom it is counted together with when there are too many to tell apart; absent for one that always is. */
  crowdId?: string;
}

export type CounterVerdict =
  | { admitted: true }
  | {
      admitted: false;
      /** The rule that refused. Nothing was counted, in this rule or another. */
      rule: LimitRule;
      used: number;
      /** How long until a call may be admitted; null when never (a quota without end), or when nobody can know. */
      retryAfterMs: number | null;
    };

/** How far one rule is used now. */
export interface RuleUsage {
  ruleId: string;
  used: number;
  limit: number;
  /** When `used` next falls (rate) or starts again (quota), in ms since 1970; null when never, or not used at all. */
  resetsAtMs: number | null;
}

/**
 * Counts calls against limits. Answers at once where it can and by a promise where it must ask elsewhere.
 * A rejected promise, or a throw, means that the counters cannot be reached: the caller decides what then.
 */
export interface Counter {
  /**
   * Counts one call against all rules, or against none of them. A quota of bytes or rows admits while there is some of
   * it left.
   */
  take(subject: CounterSubject, rules: readonly LimitRule[]): CounterVerdict | Promise<CounterVerdict>;
  /** Tells what an admitted call came to: once, when it is over, where one of the rules `isSettled`. Never throws. */
  settle(subject: CounterSubject, rules: readonly LimitRule[], amounts: CallAmounts): void;
  /** Reads without counting. */
  usage(subject: CounterSubject, rules: readonly LimitRule[]): RuleUsage[] | Promise<RuleUsage[]>;
  /** Stores what is not stored yet and stops. */
  close(): Promise<void>;
}

/** One quota's use in one period, not yet stored. */
export interface QuotaDelta {
  subscriptionId: string;
  limitId: string;
  periodStart: Date;
  used: number;
}

/** Where quota use is kept. */
export interface QuotaStore {
  /** What has been used of this quota in this period: 0 when nothing is stored. */
  load(subscriptionId: string, limitId: string, periodStart: Date): Promise<number>;
  /** Adds to what is stored, all or nothing. A subscription that is gone is passed over. */
  add(deltas: QuotaDelta[]): Promise<void>;
}

/** The two times: one that people read, one that never jumps. Both in ms. */
export interface Clock {
  /** Since 1970. */
  now(): number;
  /** From an arbitrary start, never back. */
  monotonic(): number;
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
