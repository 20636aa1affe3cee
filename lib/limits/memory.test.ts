import { describe, expect, it, vi } from "vitest";
import type { Counter, CounterSubject, CounterVerdict, LimitRule, QuotaDelta, QuotaStore } from "./counter";
import { createMemoryCounter } from "./memory";

const rate: LimitRule = { id: "rate", kind: "rate", measure: "calls", limit: 5, periodSeconds: 60 };
const quota: LimitRule = { id: "quota", kind: "quota", measure: "calls", limit: 3, periodSeconds: 3_600 };
const startsAtMs = 1_000_000;
const alice: CounterSubject = { id: "alice", startsAtMs, durable: true };

class TestClock {
  atMs = startsAtMs;
  now = (): number => this.atMs;
  monotonic = (): number => this.atMs;
}

class TestStore implements QuotaStore {
  readonly rows = new Map<string, number>();
  loads = 0;
  failing = false;

  async load(...key: [string, string, Date]): Promise<number> {
    this.loads++;
    if (this.failing) throw new Error("gone");
    return this.rows.get(keyOf(...key)) ?? 0;
  }

  async add(deltas: QuotaDelta[]): Promise<void> {
    if (this.failing) throw new Error("gone");
    for (const { subscriptionId, limitId, periodStart, used } of deltas) {
      const key = keyOf(subscriptionId, limitId, periodStart);
      this.rows.set(key, (this.rows.get(key) ?? 0) + used);
    }
  }
}

function keyOf(subscriptionId: string, limitId: string, periodStart: Date): string {
  return `${subscriptionId} ${limitId} ${periodStart.getTime()}`;
}

function setUp(more: { maxStrangers?: number; flushMs?: number } = {}) {
  const clock = new TestClock();
  const store = new TestStore();
  const onError = vi.fn();
  const counter = createMemoryCounter({ store, clock, onError, flushMs: 1_000_000, ...more });
  return { clock, store, onError, counter };
}

/** How many of so many calls are admitted. */
async function admitted(
  counter: Counter,
  subject: CounterSubject,
  rules: LimitRule[],
  calls: number,
): Promise<number> {
  let count = 0;
  for (let n = 0; n < calls; n++) if ((await counter.take(subject, rules)).admitted) count++;
  return count;
}

function refused(verdict: CounterVerdict) {
  if (verdict.admitted) throw new Error("admitted");
  return verdict;
}

describe("limits in memory", () => {
  it("answer at once when nothing must be read", async () => {
    const { counter } = setUp();
    expect(counter.take(alice, [rate])).toEqual({ admitted: true });
    await counter.take(alice, [rate, quota]);
    expect(counter.take(alice, [rate, quota])).toEqual({ admitted: true });
  });

  it("count a call against all rules or none", async () => {
    const { counter, clock } = setUp();
    const rules = [rate, quota];
    expect(await admitted(counter, alice, rules, 10)).toBe(3);
    expect(await counter.usage(alice, rules)).toMatchObject([{ used: 3 }, { used: 3 }]);
    clock.atMs += 3_600_000;
    expect(await admitted(counter, alice, rules, 10)).toBe(3);
  });

  it("name the rule that refused, what was used and when to come back", async () => {
    const { counter, clock } = setUp();
    await admitted(counter, alice, [rate], 5);
    clock.atMs += 3_000;
    const byRate = refused(await counter.take(alice, [rate]));
    expect(byRate).toMatchObject({ rule: rate, used: 5 });
    expect(byRate.retryAfterMs).toBeGreaterThan(57_000);
    expect(byRate.retryAfterMs).toBeLessThan(57_200);
    await admitted(counter, alice, [quota], 3);
    expect(refused(await counter.take(alice, [quota]))).toEqual({
      admitted: false,
      rule: quota,
      used: 3,
      retryAfterMs: 3_600_000 - 3_000,
    });
  });

  it("count each subject and each rule apart", async () => {
    const { counter } = setUp();
    expect(await admitted(counter, alice, [rate], 9)).toBe(5);
    expect(await admitted(counter, { ...alice, id: "bob" }, [rate], 9)).toBe(5);
    expect(await admitted(counter, alice, [{ ...rate, id: "other" }], 9)).toBe(5);
  });

  it("keep their counts when a catalogue is published, and take a changed limit at once", async () => {
    const { counter } = setUp();
    await admitted(counter, alice, [rate, quota], 2);
    expect(await admitted(counter, alice, [{ ...rate }, { ...quota }], 9)).toBe(1);
    expect(
      await admitted(
        counter,
        alice,
        [
          { ...rate, limit: 4 },
          { ...quota, limit: 9 },
        ],
        9,
      ),
    ).toBe(1);
    expect(
      await admitted(
        counter,
        alice,
        [
          { ...rate, limit: 300 },
          { ...quota, limit: 9 },
        ],
        9,
      ),
    ).toBe(5);
  });

  it("tell strangers apart up to a number, and hold the rest to one count", async () => {
    const { counter } = setUp({ maxStrangers: 2 });
    const stranger = (n: number): CounterSubject => ({
      id: `open p ${n}`,
      startsAtMs: 0,
      durable: false,
      crowdId: "open p",
    });
    for (const n of [1, 2]) expect(await admitted(counter, stranger(n), [rate], 9)).toBe(5);
    expect(await admitted(counter, stranger(3), [rate], 3)).toBe(3);
    expect(await admitted(counter, stranger(4), [rate], 9)).toBe(2);
    expect(await admitted(counter, alice, [rate], 9)).toBe(5);
  });

  it("forget those who count nothing any more, and only those", async () => {
    vi.useFakeTimers();
    try {
      const { counter, clock, store } = setUp({ flushMs: 1_000 });
      const hourly: LimitRule = { ...rate, id: "hourly", periodSeconds: 3_600 };
      await counter.take(alice, [quota]);
      await counter.take({ ...alice, id: "bob" }, [hourly]);
      clock.atMs += 120_000;
      await vi.advanceTimersByTimeAsync(5_000);
      await counter.take(alice, [quota]);
      expect(store.loads).toBe(2);
      expect(await counter.usage(alice, [quota])).toMatchObject([{ used: 2 }]);
      expect(await counter.usage({ ...alice, id: "bob" }, [hourly])).toMatchObject([{ used: 1 }]);
      await counter.close();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("quotas", () => {
  it("outlive the process: what one stored, the next counts on from", async () => {
    const first = setUp();
    await admitted(first.counter, alice, [quota], 2);
    await first.counter.close();
    const second = setUp();
    for (const [key, used] of first.store.rows) second.store.rows.set(key, used);
    expect(await admitted(second.counter, alice, [quota], 9)).toBe(1);
  });

  it("are counted from the subscription's start, period by period", async () => {
    const { counter, clock, store } = setUp();
    clock.atMs = startsAtMs + 3_600_000 * 2 + 5;
    await admitted(counter, alice, [quota], 2);
    clock.atMs += 3_600_000;
    await admitted(counter, alice, [quota], 1);
    await counter.close();
    expect([...store.rows]).toEqual([
      [keyOf("alice", "quota", new Date(startsAtMs + 3_600_000 * 2)), 2],
      [keyOf("alice", "quota", new Date(startsAtMs + 3_600_000 * 3)), 1],
    ]);
  });

  it("without end are never replenished", async () => {
    const { counter, clock } = setUp();
    const forEver = { ...quota, periodSeconds: 0 };
    await admitted(counter, alice, [forEver], 3);
    clock.atMs += 1e12;
    expect(refused(await counter.take(alice, [forEver])).retryAfterMs).toBeNull();
  });

  it("hold against calls that come together before the stored use is read", async () => {
    const { counter, store } = setUp();
    store.rows.set(keyOf("alice", "quota", new Date(startsAtMs)), 1);
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => counter.take(alice, [quota])));
    expect(verdicts.filter((verdict) => verdict.admitted)).toHaveLength(2);
    expect(store.loads).toBe(1);
  });

  it("that cannot be read reject, and are read again by the next call", async () => {
    const { counter, store } = setUp();
    store.failing = true;
    await expect(counter.take(alice, [quota])).rejects.toThrow("gone");
    store.failing = false;
    expect(await counter.take(alice, [quota])).toEqual({ admitted: true });
  });

  it("that cannot be stored are kept and stored later, none twice and none lost", async () => {
    vi.useFakeTimers();
    try {
      const { counter, store, clock, onError } = setUp({ flushMs: 1_000 });
      await counter.take(alice, [quota]);
      store.failing = true;
      await vi.advanceTimersByTimeAsync(3_500);
      expect(onError).toHaveBeenCalledTimes(3);
      await counter.take(alice, [quota]);
      clock.atMs += 3_600_000;
      store.failing = false;
      await counter.take(alice, [quota]);
      await vi.advanceTimersByTimeAsync(1_000);
      await counter.close();
      expect([...store.rows]).toEqual([
        [keyOf("alice", "quota", new Date(startsAtMs)), 2],
        [keyOf("alice", "quota", new Date(startsAtMs + 3_600_000)), 1],
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("of strangers are held in memory and never stored", async () => {
    const { counter, store } = setUp();
    expect(await admitted(counter, { ...alice, durable: false, crowdId: "open" }, [quota], 9)).toBe(3);
    await counter.close();
    expect(store.rows.size).toBe(0);
    expect(store.loads).toBe(0);
  });
});
