/** One limit of a product: so many units in any window (rate), or in each period since the subscription began (quota). */
export interface LimitRule {
  /** Its own within the product. */
  id: string;
  kind: "rate" | "quota";
  /** What is counted. Bytes and rows scored join here. */
  measure: "calls";
  limit: number;
  /** For a quota, 0 means one period without end. */
  periodSeconds: number;
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
      /** How long until a call may be admitted, or null when never (a quota without end). */
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
  /** Counts one call against all rules, or against none of them. */
  take(subject: CounterSubject, rules: readonly LimitRule[]): CounterVerdict | Promise<CounterVerdict>;
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
