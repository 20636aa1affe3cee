import type { Clock, CounterSubject, LimitRule, QuotaDelta, QuotaStore } from "./counter";
import { inTime } from "./in-time";

/** One quota of one subject: what the store said, and what has been used since. */
export interface QuotaUse {
  readonly subject: CounterSubject;
  rule: LimitRule;
  periodStartMs: number;
  used: number;
  /** Used but not stored yet. */
  pending: number;
  loaded: boolean;
  loading: Promise<void> | null;
}

export interface QuotaBookOptions {
  store: QuotaStore;
  clock: Clock;
  /** Told of each failed write; nothing is lost by it but time. */
  onError(error: unknown): void;
  loadMs?: number;
}

/** The start of the period that a moment is in; the subject's own start where the period has no end. */
export function periodStart(
  { startsAtMs }: CounterSubject,
  { periodSeconds }: LimitRule,
  nowMs: number,
): number {
  if (periodSeconds === 0) return startsAtMs;
  const lengthMs = periodSeconds * 1000;
  return startsAtMs + Math.floor((nowMs - startsAtMs) / lengthMs) * lengthMs;
}

/** When a quota starts again, or null when never. */
export function periodEnd({ rule, periodStartMs }: QuotaUse): number | null {
  return rule.periodSeconds === 0 ? null : periodStartMs + rule.periodSeconds * 1000;
}

/** Quotas in memory, their use stored by and by. What a crash loses is what was used since the last `flush`. */
export class QuotaBook {
  readonly #options: QuotaBookOptions;
  /** Uses with something to store. */
  readonly #dirty = new Set<QuotaUse>();
  /** What past periods still have to store. */
  #past: QuotaDelta[] = [];
  #flushing: Promise<boolean> | null = null;

  constructor(options: QuotaBookOptions) {
    this.#options = options;
  }

  open(subject: CounterSubject, rule: LimitRule): QuotaUse {
    const periodStartMs = periodStart(subject, rule, this.#options.clock.now());
    return { subject, rule, periodStartMs, used: 0, pending: 0, loaded: !subject.durable, loading: null };
  }

  /** Makes the use that of the present period. Null when it is ready to be read, else what to wait for. */
  ready(use: QuotaUse): Promise<void> | null {
    const start = periodStart(use.subject, use.rule, this.#options.clock.now());
    if (start !== use.periodStartMs) this.#turn(use, start);
    if (use.loaded) return null;
    use.loading ??= this.#load(use).finally(() => {
      use.loading = null;
    });
    return use.loading;
  }

  /** Counts in the present period, known or not yet. */
  add(use: QuotaUse, amount: number): void {
    const start = periodStart(use.subject, use.rule, this.#options.clock.now());
    if (start !== use.periodStartMs) this.#turn(use, start);
    use.used += amount;
    if (!use.subject.durable) return;
    use.pending += amount;
    this.#dirty.add(use);
  }

  /** Stores what is pending; false when that failed and it is pending still. One at a time. */
  async flush(): Promise<boolean> {
    if (this.#flushing !== null) return this.#flushing;
    if (this.#dirty.size === 0 && this.#past.length === 0) return true;
    this.#flushing = this.#write();
    const stored = await this.#flushing;
    this.#flushing = null;
    return stored;
  }

  get pending(): boolean {
    return this.#dirty.size > 0 || this.#past.length > 0 || this.#flushing !== null;
  }

  /** While something is being stored, what the store says is not yet true. */
  get flushing(): boolean {
    return this.#flushing !== null;
  }

  #turn(use: QuotaUse, startMs: number): void {
    if (use.pending > 0) this.#past.push(deltaOf(use));
    this.#dirty.delete(use);
    use.periodStartMs = startMs;
    use.used = 0;
    use.pending = 0;
    use.loaded = !use.subject.durable;
    use.loading = null;
  }

  async #load(use: QuotaUse): Promise<void> {
    const { store, loadMs = 3_000 } = this.#options;
    const startMs = use.periodStartMs;
    const stored = await inTime(
      store.load(use.subject.id, use.rule.id, new Date(startMs)),
      loadMs,
      "reading a quota",
    );
    if (use.periodStartMs !== startMs || use.loaded) return;
    use.used = stored + use.pending;
    use.loaded = true;
  }

  async #write(): Promise<boolean> {
    const past = this.#past;
    const uses = [...this.#dirty];
    const deltas = uses.map(deltaOf);
    this.#past = [];
    this.#dirty.clear();
    for (const use of uses) use.pending = 0;
    try {
      await this.#options.store.add(merged([...past, ...deltas]));
      return true;
    } catch (error) {
      this.#past = past.concat(this.#past);
      for (const [index, use] of uses.entries()) this.#putBack(use, deltas[index]);
      this.#options.onError(error);
      return false;
    }
  }

  #putBack(use: QuotaUse, delta: QuotaDelta | undefined): void {
    if (delta === undefined) return;
    if (delta.periodStart.getTime() !== use.periodStartMs) {
      this.#past.push(delta);
      return;
    }
    use.pending += delta.used;
    this.#dirty.add(use);
  }
}

/** One delta for each quota and period: a store cannot add to one row twice at once. */
function merged(deltas: readonly QuotaDelta[]): QuotaDelta[] {
  const byKey = new Map<string, QuotaDelta>();
  for (const delta of deltas) {
    const key = JSON.stringify([delta.subscriptionId, delta.limitId, delta.periodStart]);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? delta : { ...known, used: known.used + delta.used });
  }
  return [...byKey.values()];
}

function deltaOf({ subject, rule, periodStartMs, pending }: QuotaUse): QuotaDelta {
  return {
    subscriptionId: subject.id,
    limitId: rule.id,
    periodStart: new Date(periodStartMs),
    used: pending,
  };
}
