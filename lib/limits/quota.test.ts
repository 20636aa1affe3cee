import { expect, it } from "vitest";
import type { LimitRule, QuotaDelta } from "./counter";
import { QuotaBook } from "./quota";

const rule: LimitRule = { id: "q", kind: "quota", measure: "calls", limit: 100, periodSeconds: 60 };
const subject = { id: "s", startsAtMs: 0, durable: true };

it("what one store is told at once names no quota's period twice, also after a write failed while the period turned", async () => {
  let nowMs = 600_000;
  let fail = (_error: Error): void => {};
  const batches: (readonly QuotaDelta[])[] = [];
  const book = new QuotaBook({
    clock: { now: () => nowMs, monotonic: () => nowMs },
    onError: () => {},
    store: {
      load: async () => 0,
      add(deltas) {
        batches.push(deltas);
        if (batches.length > 1) return Promise.resolve();
        return new Promise((_, reject) => {
          fail = reject;
        });
      },
    },
  });
  const use = book.open(subject, rule);
  const again = book.open(subject, { ...rule, measure: "bytes" });
  book.add(use, 5);
  const failing = book.flush();
  book.add(use, 3);
  book.add(again, 7);
  nowMs += 60_000;
  book.add(use, 1);
  fail(new Error("the database is gone"));
  expect(await failing).toBe(false);
  expect(await book.flush()).toBe(true);
  const told = (batches[1] ?? []).map(({ periodStart, used }) => [periodStart.getTime(), used]);
  expect(told.sort()).toEqual([
    [600_000, 15],
    [660_000, 1],
  ]);
});
