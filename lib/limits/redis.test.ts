import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Counter, type CounterSubject, type LimitRule, type QuotaDelta, systemClock } from "./counter";
import { createMemoryCounter } from "./memory";
import { createRedisCounter } from "./redis";
import { hasRedisServer, startRedis, type TestRedis } from "./test-redis";

const rate = (limit: number, periodSeconds = 60): LimitRule => ({
  id: "r",
  kind: "rate",
  measure: "calls",
  limit,
  periodSeconds,
});
const quota = (limit: number, measure: LimitRule["measure"] = "calls"): LimitRule => ({
  id: "q",
  kind: "quota",
  measure,
  limit,
  periodSeconds: 0,
});
const atOnce = (limit: number): LimitRule => ({
  id: "c",
  kind: "concurrency",
  measure: "calls",
  limit,
  periodSeconds: 0,
});

let subjects = 0;
const somebody = (): CounterSubject => ({ id: `sub-${++subjects}`, startsAtMs: 1_000_000, durable: true });

describe.skipIf(!hasRedisServer)("limits in Redis, shared by two processes", () => {
  let server: TestRedis;
  const open: Counter[] = [];
  const stored = new Map<string, number>();
  const store = {
    load: async (subscriptionId: string, limitId: string) => stored.get(`${subscriptionId} ${limitId}`) ?? 0,
    add: async (deltas: QuotaDelta[]) => {
      for (const { subscriptionId, limitId, used } of deltas) {
        const key = `${subscriptionId} ${limitId}`;
        stored.set(key, (stored.get(key) ?? 0) + used);
      }
    },
  };

  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const counter of open.splice(0)) await counter.close();
  });
  afterAll(() => server.close());

  function counter(more: { fallback?: Counter; patienceMs?: number; onError?: () => void } = {}): Counter {
    const { fallback = null, onError = () => {}, patienceMs = 2_000 } = more;
    const made = createRedisCounter({
      redis: server.connect(),
      store,
      clock: systemClock,
      fallback,
      onError,
      patienceMs,
      flushMs: 50,
    });
    open.push(made);
    return made;
  }

  async function admitted(
    counters: Counter[],
    subject: CounterSubject,
    rules: LimitRule[],
    calls: number,
  ): Promise<number> {
    const verdicts = await Promise.all(
      Array.from({ length: calls }, (_, n) => counters[n % counters.length]?.take(subject, rules)),
    );
    return verdicts.filter((verdict) => verdict?.admitted).length;
  }

  it.each([5, 300])("a rate of %i is one rate for both, and says when to come back", async (limit) => {
    const [one, other] = [counter(), counter()];
    const subject = somebody();
    expect(await admitted([one, other], subject, [rate(limit)], limit * 2)).toBe(limit);
    const refused = await other.take(subject, [rate(limit)]);
    expect(refused).toMatchObject({ admitted: false, used: limit });
    if (refused.admitted) return;
    expect(refused.retryAfterMs).toBeGreaterThan(55_000);
    expect(refused.retryAfterMs).toBeLessThan(61_000);
    expect(await one.usage(subject, [rate(limit)])).toMatchObject([{ used: limit, limit }]);
  });

  it("a window moves on by Redis' clock and is never exceeded", async () => {
    const [one, other] = [counter(), counter()];
    const subject = somebody();
    const admissions: { from: number; to: number }[] = [];
    const endMs = performance.now() + 2_500;
    await Promise.all(
      [one, other].map(async (own) => {
        while (performance.now() < endMs) {
          const from = performance.now();
          if ((await own.take(subject, [rate(10, 1)])).admitted)
            admissions.push({ from, to: performance.now() });
        }
      }),
    );
    // Each happened between its two times: more than ten that all lie within a second would break the promise.
    for (const { from: start } of admissions) {
      const within = admissions.filter(({ from, to }) => from >= start && to <= start + 1_000);
      expect(within.length).toBeLessThanOrEqual(10);
    }
    expect(admissions.length).toBeGreaterThanOrEqual(20);
  });

  it("a call is counted by all rules or by none", async () => {
    const [one, other] = [counter(), counter()];
    const subject = somebody();
    expect(await admitted([one, other], subject, [rate(9), quota(4)], 10)).toBe(4);
    expect(await one.usage(subject, [rate(9), quota(4)])).toMatchObject([{ used: 4 }, { used: 4 }]);
  });

  it("a quota goes on from what the database knows, and is stored there by whoever used it", async () => {
    const [one, other] = [counter(), counter()];
    const subject = somebody();
    stored.set(`${subject.id} q`, 7);
    expect(await admitted([one, other], subject, [quota(10)], 10)).toBe(3);
    await one.close();
    await other.close();
    expect(stored.get(`${subject.id} q`)).toBe(10);
  });

  it("a quota that neither Redis knows nor the database tells in time is no call's hang", async () => {
    const silent = createRedisCounter({
      redis: server.connect(),
      store: { ...store, load: () => new Promise<number>(() => {}) },
      clock: systemClock,
      fallback: null,
      onError: () => {},
      patienceMs: 2_000,
      loadMs: 20,
    });
    open.push(silent);
    await expect(silent.take(somebody(), [quota(5)])).rejects.toThrow("reading a quota took longer");
  });

  it("rows are settled when a call is over, whichever process counted them", async () => {
    const [one, other] = [counter(), counter()];
    const subject = somebody();
    const rules = [quota(10, "rows")];
    expect((await one.take(subject, rules)).admitted).toBe(true);
    one.settle(subject, rules, { bytes: 0, rows: 12 });
    await expect.poll(() => other.usage(subject, rules)).toMatchObject([{ used: 12 }]);
    expect((await other.take(subject, rules)).admitted).toBe(false);
  });

  it("a place among the calls at once is given back", async () => {
    const [one, other] = [counter(), counter()];
    const subject = somebody();
    const rules = [atOnce(2)];
    expect((await one.take(subject, rules)).admitted).toBe(true);
    expect((await other.take(subject, rules)).admitted).toBe(true);
    expect((await one.take(subject, rules)).admitted).toBe(false);
    one.settle(subject, rules, { bytes: 0, rows: 0 });
    other.settle(subject, rules, { bytes: 0, rows: 0 });
    await expect.poll(() => one.usage(subject, rules)).toMatchObject([{ used: 0 }]);
    expect((await other.take(subject, rules)).admitted).toBe(true);
  });

  it("a frozen Redis costs a call its patience once, then this process counts its share, then Redis again", async () => {
    const memory = createMemoryCounter({ store, clock: systemClock, onError: () => {} });
    const onError = vi.fn();
    const own = counter({ fallback: memory, patienceMs: 50, onError });
    counter();
    const subject = somebody();
    await own.take(subject, [rate(8)]);
    await vi.waitFor(async () => {
      server.process.kill("SIGSTOP");
      const before = performance.now();
      const count = await admitted([own], subject, [rate(8)], 8);
      expect(performance.now() - before).toBeLessThan(400);
      server.process.kill("SIGCONT");
      expect(count).toBeLessThanOrEqual(8);
    }, 10_000);
    expect(onError).toHaveBeenCalled();
    await expect.poll(async () => (await own.usage(subject, [rate(8)]))[0]?.used).toBeGreaterThan(0);
  });

  it("a Redis that freezes while the database is asked for a quota leaves the call to this process", async () => {
    const memory = createMemoryCounter({ store, clock: systemClock, onError: () => {} });
    const freezing = async (): Promise<number> => {
      server.process.kill("SIGSTOP");
      return 0;
    };
    const own = createRedisCounter({
      redis: server.connect(),
      store: { ...store, load: freezing },
      clock: systemClock,
      fallback: memory,
      onError: () => {},
      patienceMs: 200,
    });
    open.push(own);
    try {
      expect(await own.take(somebody(), [quota(5)])).toEqual({ admitted: true });
    } finally {
      server.process.kill("SIGCONT");
    }
  });

  it("a frozen Redis keeps no process from stopping", async () => {
    const own = counter({ patienceMs: 50 });
    await own.take(somebody(), [rate(8)]);
    server.process.kill("SIGSTOP");
    const before = performance.now();
    try {
      await Promise.race([own.close(), new Promise((resolve) => setTimeout(resolve, 5_000))]);
      expect(performance.now() - before).toBeLessThan(3_000);
    } finally {
      server.process.kill("SIGCONT");
    }
  });

  it("without a fallback a call is refused at once while Redis is away", async () => {
    const own = counter({ patienceMs: 50 });
    const subject = somebody();
    await own.take(subject, [rate(8)]);
    server.process.kill("SIGSTOP");
    await expect(own.take(subject, [rate(8)])).rejects.toThrow("Redis cannot be reached");
    const before = performance.now();
    await expect(own.take(subject, [rate(8)])).rejects.toThrow("Redis cannot be reached");
    expect(performance.now() - before).toBeLessThan(20);
    server.process.kill("SIGCONT");
  });
});
