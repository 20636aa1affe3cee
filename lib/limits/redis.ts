import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
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
import { inTime } from "./in-time";
import { Presence } from "./presence";
import { periodStart, QuotaBook, type QuotaUse } from "./quota";
import { addToQuota, runLimitScript } from "./redis-script";
import { heldMs } from "./window";

export interface RedisCounterOptions {
  redis: Redis;
  store: QuotaStore;
  clock: Clock;
  /** Counts while Redis cannot be reached; null: then calls reject, and the gateway decides. */
  fallback: Counter | null;
  onError(error: unknown): void;
  flushMs?: number;
  /** How long a call waits for Redis. */
  patienceMs?: number;
  /** And for what the database knows of a quota. */
  loadMs?: number;
}

/** After a failure Redis is left alone for so long; meanwhile no call waits for it. */
const restMs = 1_000;
/** A call under way is believed so long after its process last said so. */
const leaseMs = 60_000;
/** A quota without end is kept so long after its last call; then it is read from the store again. */
const endlessMs = 30 * 24 * 60 * 60 * 1000;

/** Limits that several processes share: counted in Redis, by its clock, in one step; quotas stored in the database as well. */
export function createRedisCounter(options: RedisCounterOptions): Counter {
  return new RedisCounter(options);
}

class RedisCounter implements Counter {
  readonly #options: RedisCounterOptions;
  /** What this process has used and not yet stored. */
  readonly #book: QuotaBook;
  readonly #uses = new Map<string, QuotaUse>();
  /** Calls under way here, by key: their names in Redis. */
  readonly #leases = new Map<string, string[]>();
  readonly #presence: Presence;
  readonly #timer: NodeJS.Timeout;
  #restsUntilMs = 0;
  #renewAtMs = 0;

  constructor(options: RedisCounterOptions) {
    this.#options = options;
    this.#book = new QuotaBook(options);
    this.#presence = new Presence(options.redis, options.clock);
    this.#timer = setInterval(() => void this.#tick(), options.flushMs ?? 1_000);
    this.#timer.unref();
    void this.#tick();
  }

  async take(subject: CounterSubject, rules: readonly LimitRule[]): Promise<CounterVerdict> {
    const name = rules.some(({ kind }) => kind === "concurrency") ? randomUUID() : "";
    const answer = await this.#ask(subject, rules, "take", name);
    if (answer === null) return this.#takeWithout(subject, rules);
    const [admitted, index = 0, used = 0, waitMs = -1] = answer;
    const rule = rules[index - 1];
    if (admitted === 1 || rule === undefined) {
      this.#onAdmitted(subject, rules, name);
      return { admitted: true };
    }
    const retryAfterMs = rule.kind === "quota" ? this.#untilEnd(subject, rule) : waitMs < 0 ? null : waitMs;
    return { admitted: false, rule, used, retryAfterMs };
  }

  settle(subject: CounterSubject, rules: readonly LimitRule[], amounts: CallAmounts): void {
    const { redis, fallback } = this.#options;
    let wasHere = false;
    for (const rule of rules.filter(isSettled)) {
      const key = this.#key(subject, rule);
      if (rule.kind === "concurrency") {
        const name = this.#leases.get(key)?.pop();
        wasHere ||= name !== undefined;
        if (name !== undefined) this.#tell(redis.zrem(key, name));
      } else if (rule.measure !== "calls" && amounts[rule.measure] > 0) {
        this.#book.add(this.#use(subject, rule), amounts[rule.measure]);
        this.#tell(addToQuota(redis, key, amounts[rule.measure]));
      }
    }
    // Amounts are stored from here in any case; a place among the calls at once is given back where it was taken.
    if (wasHere || fallback === null) return;
    const places = rules.filter(({ kind }) => kind === "concurrency");
    if (places.length > 0) fallback.settle(subject, places, amounts);
  }

  async usage(subject: CounterSubject, rules: readonly LimitRule[]): Promise<RuleUsage[]> {
    const answer = await this.#ask(subject, rules, "usage", "");
    if (answer === null) return this.#without().usage(subject, rules);
    const nowMs = this.#options.clock.now();
    return rules.map((rule, index) => {
      const [used = 0, untilMs = -1] = answer.slice(1 + index * 2);
      const waitMs = rule.kind === "quota" ? this.#untilEnd(subject, rule) : untilMs < 0 ? null : untilMs;
      return {
        ruleId: rule.id,
        used,
        limit: rule.limit,
        resetsAtMs: waitMs === null ? null : nowMs + waitMs,
      };
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#book.pending) {
      if (!(await this.#book.flush())) break;
    }
    await this.#options.fallback?.close();
    // Who has left is forgotten in any case, by and by.
    await inTime(this.#presence.leave(), 500, "leaving Redis").catch(() => {});
  }

  async #takeWithout(subject: CounterSubject, rules: readonly LimitRule[]): Promise<CounterVerdict> {
    const verdict = await this.#without().take(subject, this.#presence.share(rules));
    if (verdict.admitted) return verdict;
    // A share names the rule that it is a share of.
    return { ...verdict, rule: rules.find(({ id }) => id === verdict.rule.id) ?? verdict.rule };
  }

  #without(): Counter {
    const { fallback } = this.#options;
    if (fallback === null) throw new Error("Redis cannot be reached");
    return fallback;
  }

  /** The script's answer; null while Redis is not to be had. */
  async #ask(
    subject: CounterSubject,
    rules: readonly LimitRule[],
    mode: "take" | "usage",
    name: string,
  ): Promise<readonly number[] | null> {
    const { redis, clock, onError, patienceMs = 50 } = this.#options;
    if (clock.monotonic() < this.#restsUntilMs) return null;
    const keys = rules.map((rule) => this.#key(subject, rule));
    const run = async (stored: readonly string[]): Promise<readonly number[] | null> => {
      const args = rules.flatMap((rule, index) => this.#args(subject, rule, stored[index] ?? name));
      try {
        return await inTime(runLimitScript(redis, keys, [mode, ...args]), patienceMs, "counting in Redis");
      } catch (error) {
        this.#restsUntilMs = clock.monotonic() + restMs;
        onError(error);
        return null;
      }
    };
    const answer = await run(rules.map(({ kind }) => (kind === "quota" ? "" : name)));
    if (answer?.[0] !== 2) return answer;
    // A quota that Redis does not know: the store does. What fails here is the database, and that is the caller's to hear.
    const stored = await Promise.all(rules.map((rule) => this.#stored(subject, rule, name)));
    return run(stored);
  }

  async #stored(subject: CounterSubject, rule: LimitRule, name: string): Promise<string> {
    if (rule.kind !== "quota") return name;
    if (!subject.durable) return "0";
    const { store, clock, loadMs = 3_000 } = this.#options;
    const start = new Date(periodStart(subject, rule, clock.now()));
    const used = await inTime(store.load(subject.id, rule.id, start), loadMs, "reading a quota");
    return String(used + (this.#uses.get(this.#key(subject, rule))?.pending ?? 0));
  }

  #onAdmitted(subject: CounterSubject, rules: readonly LimitRule[], name: string): void {
    for (const rule of rules) {
      if (rule.kind === "quota" && rule.measure === "calls") this.#book.add(this.#use(subject, rule), 1);
      if (rule.kind !== "concurrency") continue;
      const key = this.#key(subject, rule);
      const names = this.#leases.get(key);
      if (names === undefined) this.#leases.set(key, [name]);
      else names.push(name);
    }
  }

  #use(subject: CounterSubject, rule: LimitRule): QuotaUse {
    const key = this.#key(subject, rule);
    const known = this.#uses.get(key);
    if (known !== undefined) return known;
    const fresh = this.#book.open(subject, rule);
    this.#uses.set(key, fresh);
    return fresh;
  }

  /** All keys of a subject are in one hash slot; a quota has one for each period, a rate for each length. */
  #key(subject: CounterSubject, rule: LimitRule): string {
    const part =
      rule.kind === "quota" ? periodStart(subject, rule, this.#options.clock.now()) : rule.periodSeconds;
    return `gatehouse:{${subject.id}}:${rule.kind}:${rule.id}:${part}`;
  }

  #args(subject: CounterSubject, rule: LimitRule, last: string): (string | number)[] {
    const { kind, measure, limit, periodSeconds } = rule;
    const lengths = {
      rate: heldMs(periodSeconds * 1000),
      quota: Math.ceil(this.#untilEnd(subject, rule) ?? endlessMs),
      concurrency: leaseMs,
    };
    return [kind, measure, limit, lengths[kind], last];
  }

  /** Until a quota's period ends, in ms; null when never. */
  #untilEnd(subject: CounterSubject, rule: LimitRule): number | null {
    if (rule.periodSeconds === 0) return null;
    const nowMs = this.#options.clock.now();
    return Math.max(1, periodStart(subject, rule, nowMs) + rule.periodSeconds * 1000 - nowMs);
  }

  /** What Redis is told and need not answer. */
  #tell(told: Promise<unknown>): void {
    told.catch((error: unknown) => this.#options.onError(error));
  }

  async #tick(): Promise<void> {
    await this.#book.flush();
    for (const [key, use] of this.#uses) if (use.pending === 0) this.#uses.delete(key);
    const nowMs = this.#options.clock.monotonic();
    if (nowMs < this.#renewAtMs || nowMs < this.#restsUntilMs) return;
    this.#renewAtMs = nowMs + leaseMs / 12;
    this.#tell(Promise.all([this.#presence.say(), ...this.#renewLeases()]));
  }

  #renewLeases(): Promise<unknown>[] {
    const untilMs = this.#options.clock.now() + leaseMs;
    const renewals: Promise<unknown>[] = [];
    for (const [key, names] of this.#leases) {
      if (names.length === 0) this.#leases.delete(key);
      else {
        const scores = names.flatMap((name) => [untilMs, name]);
        renewals.push(
          this.#options.redis.zadd(key, "XX", ...scores),
          this.#options.redis.pexpire(key, leaseMs),
        );
      }
    }
    return renewals;
  }
}
