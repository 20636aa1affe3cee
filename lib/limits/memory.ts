import type {
  Clock,
  Counter,
  CounterSubject,
  CounterVerdict,
  LimitRule,
  QuotaStore,
  RuleUsage,
} from "./counter";
import { periodEnd, QuotaBook, type QuotaUse } from "./quota";
import { createWindow, type SlidingWindow } from "./window";

export interface MemoryCounterOptions {
  store: QuotaStore;
  clock: Clock;
  /** Told when quotas could not be stored; they are kept and stored later. */
  onError(error: unknown): void;
  flushMs?: number;
  /** The most callers without a subscription that are told apart; beyond, they share one count. */
  maxStrangers?: number;
}

type Tally =
  | { rule: LimitRule; window: SlidingWindow; quota: null }
  | { rule: LimitRule; window: null; quota: QuotaUse };

interface Subject {
  subject: CounterSubject;
  /** The list they were made from; another list means that a catalogue was published since. */
  rules: readonly LimitRule[];
  tallies: Tally[];
  touchedMs: number;
}

/** How many subjects are looked at in one sweep for those that count nothing any more. */
const sweepSize = 2_000;
/** How long one that counts nothing is kept all the same, so that its quotas need not be read again. */
const idleMs = 60_000;

/** Limits of one process: rates exact in memory, quotas in memory and stored each second. */
export function createMemoryCounter(options: MemoryCounterOptions): Counter {
  return new MemoryCounter(options);
}

class MemoryCounter implements Counter {
  readonly #clock: Clock;
  readonly #book: QuotaBook;
  readonly #maxStrangers: number;
  readonly #subjects = new Map<string, Subject>();
  readonly #timer: NodeJS.Timeout;
  #strangers = 0;
  #sweeping: Iterator<[string, Subject]> | null = null;

  constructor({ store, clock, onError, flushMs = 1_000, maxStrangers = 100_000 }: MemoryCounterOptions) {
    this.#clock = clock;
    this.#book = new QuotaBook({ store, clock, onError });
    this.#maxStrangers = maxStrangers;
    this.#timer = setInterval(() => {
      this.#sweep();
      void this.#book.flush();
    }, flushMs);
    this.#timer.unref();
  }

  take(subject: CounterSubject, rules: readonly LimitRule[]): CounterVerdict | Promise<CounterVerdict> {
    const known = this.#subjectOf(subject, rules);
    const { tallies } = known;
    const waiting = this.#notReady(tallies);
    known.touchedMs = this.#clock.monotonic();
    return waiting === null
      ? this.#decide(tallies, known.touchedMs)
      : waiting.then(() => this.take(subject, rules));
  }

  usage(subject: CounterSubject, rules: readonly LimitRule[]): RuleUsage[] | Promise<RuleUsage[]> {
    const { tallies } = this.#subjectOf(subject, rules);
    const waiting = this.#notReady(tallies);
    return waiting === null
      ? tallies.map((tally) => this.#read(tally))
      : waiting.then(() => this.usage(subject, rules));
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#book.pending) {
      if (!(await this.#book.flush())) break;
    }
  }

  /** Nothing is awaited between looking and counting, so no other call comes in between. */
  #decide(tallies: readonly Tally[], nowMs: number): CounterVerdict {
    for (const tally of tallies) {
      const { rule } = tally;
      if (tally.quota === null) {
        const waitMs = tally.window.waitMs(nowMs);
        if (waitMs > 0)
          return { admitted: false, rule, used: tally.window.used(nowMs), retryAfterMs: waitMs };
      } else if (tally.quota.used >= rule.limit) {
        const end = periodEnd(tally.quota);
        const retryAfterMs = end === null ? null : end - this.#clock.now();
        return { admitted: false, rule, used: tally.quota.used, retryAfterMs };
      }
    }
    for (const { window, quota } of tallies) {
      if (quota === null) window.add(nowMs);
      else this.#book.add(quota);
    }
    return admitted;
  }

  #read({ rule, window, quota }: Tally): RuleUsage {
    const { id: ruleId, limit } = rule;
    if (quota !== null) return { ruleId, limit, used: quota.used, resetsAtMs: periodEnd(quota) };
    const nowMs = this.#clock.monotonic();
    const used = window.used(nowMs);
    const [oldest] = window.entries();
    const resetsAtMs =
      oldest === undefined ? null : this.#clock.now() + oldest[0] + rule.periodSeconds * 1000 - nowMs;
    return { ruleId, limit, used, resetsAtMs };
  }

  #notReady(tallies: readonly Tally[]): Promise<unknown> | null {
    let waiting: Promise<unknown> | null = null;
    for (const { quota } of tallies) {
      const one = quota === null ? null : this.#book.ready(quota);
      if (one !== null) waiting = waiting === null ? one : Promise.all([waiting, one]);
    }
    return waiting;
  }

  #subjectOf(subject: CounterSubject, rules: readonly LimitRule[]): Subject {
    const known = this.#subjects.get(subject.id);
    if (known !== undefined) {
      if (known.rules !== rules) this.#renew(known, rules);
      return known;
    }
    const { crowdId } = subject;
    if (crowdId !== undefined && crowdId !== subject.id && this.#strangers >= this.#maxStrangers) {
      return this.#subjectOf({ ...subject, id: crowdId }, rules);
    }
    const touchedMs = this.#clock.monotonic();
    const fresh = { subject, rules, touchedMs, tallies: rules.map((rule) => this.#tally(subject, rule)) };
    this.#subjects.set(subject.id, fresh);
    if (crowdId !== undefined) this.#strangers++;
    return fresh;
  }

  /** A changed catalogue keeps what was counted under rules of the same id. */
  #renew(known: Subject, rules: readonly LimitRule[]): void {
    const earlier = new Map(known.tallies.map((tally) => [tally.rule.id, tally]));
    known.rules = rules;
    known.tallies = rules.map((rule) => this.#tally(known.subject, rule, earlier.get(rule.id)));
  }

  #tally(subject: CounterSubject, rule: LimitRule, earlier?: Tally): Tally {
    const same = earlier?.rule.kind === rule.kind && earlier.rule.periodSeconds === rule.periodSeconds;
    if (rule.kind === "quota") {
      if (!same || earlier.quota === null)
        return { rule, window: null, quota: this.#book.open(subject, rule) };
      earlier.quota.rule = rule;
      return { rule, window: null, quota: earlier.quota };
    }
    const window = earlier?.window ?? undefined;
    if (same && window !== undefined && earlier.rule.limit === rule.limit)
      return { rule, window, quota: null };
    return { rule, window: createWindow(rule.limit, rule.periodSeconds * 1000, window), quota: null };
  }

  /** Forgets subjects whose windows are empty and whose quotas are stored: nothing is lost with them. */
  #sweep(): void {
    if (this.#book.flushing) return;
    const nowMs = this.#clock.monotonic();
    this.#sweeping ??= this.#subjects.entries();
    for (let n = 0; n < sweepSize; n++) {
      const next = this.#sweeping.next();
      if (next.done === true) {
        this.#sweeping = null;
        return;
      }
      const [id, { subject, tallies, touchedMs }] = next.value;
      if (nowMs - touchedMs < idleMs || !tallies.every((tally) => this.#countsNothing(tally, nowMs)))
        continue;
      this.#subjects.delete(id);
      if (subject.crowdId !== undefined) this.#strangers--;
    }
  }

  #countsNothing({ window, quota }: Tally, nowMs: number): boolean {
    if (quota === null) return window.used(nowMs) === 0;
    if (quota.subject.durable) return quota.pending === 0 && quota.loading === null;
    const end = periodEnd(quota);
    return quota.used === 0 || (end !== null && end <= this.#clock.now());
  }
}

const admitted: CounterVerdict = { admitted: true };
