import {
  type CallAmounts,
  type Clock,
  type Counter,
  type CounterSubject,
  type CounterVerdict,
  isSettled,
  type LimitRule,
  type QuotaStore,
  type RuleUsage,
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
  | { rule: LimitRule; kind: "rate"; window: SlidingWindow }
  | { rule: LimitRule; kind: "quota"; quota: QuotaUse }
  | { rule: LimitRule; kind: "concurrency"; inFlight: { count: number } };

interface Subject {
  subject: CounterSubject;
  /** One for each rule, by its id, whichever lists name it. */
  tallies: Map<string, Tally>;
  /** The list asked for last, and its tallies; another list is another operation's, or of a catalogue published since. */
  rules: readonly LimitRule[];
  list: readonly Tally[];
  /** Lists asked for before. */
  lists: WeakMap<readonly LimitRule[], readonly Tally[]> | null;
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
    const known = this.#subjectOf(subject);
    const tallies = this.#listOf(known, rules);
    const waiting = this.#notReady(tallies);
    known.touchedMs = this.#clock.monotonic();
    return waiting === null
      ? this.#decide(tallies, known.touchedMs)
      : waiting.then(() => this.take(subject, rules));
  }

  settle(subject: CounterSubject, rules: readonly LimitRule[], amounts: CallAmounts): void {
    const known = this.#subjectOf(subject);
    for (const rule of rules) {
      if (!isSettled(rule)) continue;
      // By id: a catalogue may have been published since the call was admitted.
      const tally = known.tallies.get(rule.id) ?? this.#tallyOf(known, rule);
      if (tally.kind === "concurrency") tally.inFlight.count = Math.max(0, tally.inFlight.count - 1);
      else if (tally.kind === "quota" && rule.measure !== "calls") {
        const amount = amounts[rule.measure];
        if (amount > 0) this.#book.add(tally.quota, amount);
      }
    }
  }

  usage(subject: CounterSubject, rules: readonly LimitRule[]): RuleUsage[] | Promise<RuleUsage[]> {
    const tallies = this.#listOf(this.#subjectOf(subject), rules);
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
      const refused = this.#refuse(tally, nowMs);
      if (refused !== null) return refused;
    }
    for (const tally of tallies) {
      if (tally.kind === "rate") tally.window.add(nowMs);
      else if (tally.kind === "concurrency") tally.inFlight.count++;
      else if (tally.rule.measure === "calls") this.#book.add(tally.quota, 1);
    }
    return admitted;
  }

  #refuse(tally: Tally, nowMs: number): CounterVerdict | null {
    const { rule } = tally;
    switch (tally.kind) {
      case "rate": {
        const retryAfterMs = tally.window.waitMs(nowMs);
        if (retryAfterMs === 0) return null;
        return { admitted: false, rule, used: tally.window.used(nowMs), retryAfterMs };
      }
      case "quota": {
        const { used } = tally.quota;
        if (used < rule.limit) return null;
        const end = periodEnd(tally.quota);
        return { admitted: false, rule, used, retryAfterMs: end === null ? null : end - this.#clock.now() };
      }
      case "concurrency": {
        const { count } = tally.inFlight;
        return count < rule.limit ? null : { admitted: false, rule, used: count, retryAfterMs: null };
      }
    }
  }

  #read(tally: Tally): RuleUsage {
    const { id: ruleId, limit } = tally.rule;
    if (tally.kind === "quota") {
      return { ruleId, limit, used: tally.quota.used, resetsAtMs: periodEnd(tally.quota) };
    }
    if (tally.kind === "concurrency") return { ruleId, limit, used: tally.inFlight.count, resetsAtMs: null };
    const nowMs = this.#clock.monotonic();
    const used = tally.window.used(nowMs);
    const [oldest] = tally.window.entries();
    const periodMs = tally.rule.periodSeconds * 1000;
    const resetsAtMs = oldest === undefined ? null : this.#clock.now() + oldest[0] + periodMs - nowMs;
    return { ruleId, limit, used, resetsAtMs };
  }

  #notReady(tallies: readonly Tally[]): Promise<unknown> | null {
    let waiting: Promise<unknown> | null = null;
    for (const tally of tallies) {
      const one = tally.kind === "quota" ? this.#book.ready(tally.quota) : null;
      if (one !== null) waiting = waiting === null ? one : Promise.all([waiting, one]);
    }
    return waiting;
  }

  #subjectOf(subject: CounterSubject): Subject {
    const known = this.#subjects.get(subject.id);
    if (known !== undefined) return known;
    const { crowdId } = subject;
    if (crowdId !== undefined && crowdId !== subject.id && this.#strangers >= this.#maxStrangers) {
      return this.#subjectOf({ ...subject, id: crowdId });
    }
    const touchedMs = this.#clock.monotonic();
    const fresh = { subject, tallies: new Map(), rules: none, list: [], lists: null, touchedMs };
    this.#subjects.set(subject.id, fresh);
    if (crowdId !== undefined) this.#strangers++;
    return fresh;
  }

  #listOf(known: Subject, rules: readonly LimitRule[]): readonly Tally[] {
    if (known.rules === rules) return known.list;
    const list = known.lists?.get(rules) ?? rules.map((rule) => this.#tallyOf(known, rule));
    if (known.rules !== none) {
      known.lists ??= new WeakMap();
      known.lists.set(known.rules, known.list).set(rules, list);
    }
    known.rules = rules;
    known.list = list;
    return list;
  }

  /** A changed catalogue keeps what was counted under a rule of the same id. */
  #tallyOf(known: Subject, rule: LimitRule): Tally {
    const earlier = known.tallies.get(rule.id);
    if (earlier?.rule === rule) return earlier;
    const tally = this.#tally(known.subject, rule, earlier);
    known.tallies.set(rule.id, tally);
    return tally;
  }

  #tally(subject: CounterSubject, rule: LimitRule, earlier?: Tally): Tally {
    const same =
      earlier?.rule.periodSeconds === rule.periodSeconds && earlier.rule.measure === rule.measure
        ? earlier
        : undefined;
    switch (rule.kind) {
      case "quota":
        if (same?.kind !== "quota") return { rule, kind: "quota", quota: this.#book.open(subject, rule) };
        same.quota.rule = rule;
        return { rule, kind: "quota", quota: same.quota };
      case "concurrency":
        return {
          rule,
          kind: "concurrency",
          inFlight: same?.kind === "concurrency" ? same.inFlight : { count: 0 },
        };
      case "rate": {
        const counted = earlier?.kind === "rate" ? earlier.window : undefined;
        const window =
          same?.kind === "rate" && same.rule.limit === rule.limit
            ? same.window
            : createWindow(rule.limit, rule.periodSeconds * 1000, counted);
        return { rule, kind: "rate", window };
      }
    }
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
      if (
        nowMs - touchedMs < idleMs ||
        ![...tallies.values()].every((tally) => this.#countsNothing(tally, nowMs))
      )
        continue;
      this.#subjects.delete(id);
      if (subject.crowdId !== undefined) this.#strangers--;
    }
  }

  #countsNothing(tally: Tally, nowMs: number): boolean {
    if (tally.kind === "rate") return tally.window.used(nowMs) === 0;
    if (tally.kind === "concurrency") return tally.inFlight.count === 0;
    const { quota } = tally;
    if (quota.subject.durable) return quota.pending === 0 && quota.loading === null;
    const end = periodEnd(quota);
    return quota.used === 0 || (end !== null && end <= this.#clock.now());
  }
}

const admitted: CounterVerdict = { admitted: true };
const none: readonly LimitRule[] = [];
