import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWindow } from "./window";

/** Offers a unit at each time; answers the times of those that were admitted. */
function admit(limit: number, periodMs: number, times: Iterable<number>): number[] {
  const window = createWindow(limit, periodMs);
  const admitted: number[] = [];
  for (const time of times) {
    if (window.waitMs(time) > 0) continue;
    window.add(time);
    admitted.push(time);
  }
  return admitted;
}

/** The most that fall into any window of the length, both ends counted. */
function most(times: number[], periodMs: number): number {
  let first = 0;
  let largest = 0;
  for (const [index, time] of times.entries()) {
    while (time - (times[first] ?? 0) > periodMs) first++;
    largest = Math.max(largest, index - first + 1);
  }
  return largest;
}

function* every(stepMs: number, untilMs: number): Generator<number> {
  for (let time = 0; time < untilMs; time += stepMs) yield time;
}

describe("a sliding window", () => {
  it("never admits more than its limit in any window of its length, whatever the calls", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 257, max: 400 })),
        fc.integer({ min: 10, max: 5_000 }),
        fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 1, maxLength: 3_000 }),
        (limit, periodMs, gaps) => {
          let now = 0;
          const times = gaps.map((gap) => (now += gap));
          expect(most(admit(limit, periodMs, times), periodMs)).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    [5, 60_000],
    [256, 60_000],
    [257, 60_000],
    [1_000, 1_000],
    [10_000, 60_000],
  ])("lets at least 99 hundredths of %i in %i ms be used under constant pressure", (limit, periodMs) => {
    const periods = 20;
    const step = Math.min(1, periodMs / limit / 4);
    const admitted = admit(limit, periodMs, every(step, periods * periodMs));
    expect(most(admitted, periodMs)).toBeLessThanOrEqual(limit);
    expect(admitted.length / (limit * periods)).toBeGreaterThan(0.99);
  });

  it.each([3, 300])("says how long to wait, and admits once that has passed (limit %i)", (limit) => {
    const window = createWindow(limit, 60_000);
    for (let n = 0; n < limit; n++) window.add(1_000 + n);
    const wait = window.waitMs(2_000);
    expect(wait).toBeGreaterThan(59_000);
    expect(wait).toBeLessThan(59_500);
    expect(window.waitMs(2_000 + wait - 1)).toBeGreaterThan(0);
    expect(window.waitMs(2_000 + wait + 0.01)).toBe(0);
  });

  it("of limit 0 admits nothing", () => {
    const window = createWindow(0, 1_000);
    expect(window.waitMs(5)).toBeGreaterThan(0);
    window.add(5);
    expect(window.used(5)).toBe(0);
  });

  it("keeps what was counted when its limit changes", () => {
    const small = createWindow(3, 1_000);
    for (const time of [0, 10, 20]) small.add(time);
    const large = createWindow(300, 1_000, small);
    expect(large.used(30)).toBe(3);
    const smaller = createWindow(2, 1_000, large);
    expect(smaller.waitMs(30)).toBeGreaterThan(900);
    expect(createWindow(300, 1_000, createWindow(300, 1_000)).used(0)).toBe(0);
  });

  it("forgets all at once after a long silence", () => {
    for (const limit of [10, 1_000]) {
      const window = createWindow(limit, 1_000);
      for (let n = 0; n < limit; n++) window.add(n / limit);
      expect(window.used(1_000_000)).toBe(0);
      expect(window.waitMs(1_000_000)).toBe(0);
    }
  });
});
