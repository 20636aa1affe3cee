import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { Clock, LimitRule } from "./counter";

/** The sorted set of those that are here, by when they were last heard. */
export const presenceKey = "gatehouse:processes";
/** Who has not been heard of for so long is gone. */
const goneMs = 20_000;

/** How many processes count in one Redis, as last heard: what each one's share of a limit is while Redis is away. */
export class Presence {
  readonly #redis: Redis;
  readonly #clock: Clock;
  readonly #name = randomUUID();
  #shares = new WeakMap<readonly LimitRule[], readonly LimitRule[]>();
  #count = 1;

  constructor(redis: Redis, clock: Clock) {
    this.#redis = redis;
    this.#clock = clock;
  }

  async say(): Promise<void> {
    const nowMs = this.#clock.now();
    await this.#redis.zadd(presenceKey, nowMs, this.#name);
    await this.#redis.zremrangebyscore(presenceKey, "-inf", nowMs - goneMs);
    const count = Math.max(1, await this.#redis.zcard(presenceKey));
    if (count !== this.#count) this.#shares = new WeakMap();
    this.#count = count;
  }

  async leave(): Promise<void> {
    await this.#redis.zrem(presenceKey, this.#name);
  }

  /** The rules with this process' share of rates and places; quotas stay whole, for their use is in the database. */
  share(rules: readonly LimitRule[]): readonly LimitRule[] {
    if (this.#count === 1) return rules;
    const known = this.#shares.get(rules);
    if (known !== undefined) return known;
    const shared = rules.map((rule) =>
      rule.kind === "quota" ? rule : { ...rule, limit: Math.max(1, Math.floor(rule.limit / this.#count)) },
    );
    this.#shares.set(rules, shared);
    return shared;
  }
}
