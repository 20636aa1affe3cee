import { describe, expect, it } from "vitest";
import { describeLimits } from "@/lib/messages/en/products";
import { productLimits } from "./schema";

const rate = { id: "rate", kind: "rate", measure: "calls", limit: 5, periodSeconds: 60 } as const;
const quota = { id: "quota", kind: "quota", measure: "calls", limit: 100, periodSeconds: 604_800 } as const;

describe("a product's limits", () => {
  it.each([
    [[], "No limits"],
    [[rate], "5 calls a minute"],
    [[rate, quota], "5 calls a minute, 100 a week"],
    [[{ ...quota, limit: 1, periodSeconds: 0 }], "1 call in all"],
    [[{ ...quota, limit: 12_000, periodSeconds: 86_400 }], "12,000 calls a day"],
    [[{ ...rate, periodSeconds: 600 }], "5 calls every 10 minutes"],
    [[{ ...quota, measure: "bytes", limit: 1_500_000 }], "1.5 MB a week"],
    [[rate, { ...quota, measure: "rows", limit: 10_000 }], "5 calls a minute, 10,000 rows a week"],
    [
      [{ ...rate, id: "c", kind: "concurrency", periodSeconds: 0, limit: 2 }, rate],
      "2 calls at once, 5 a minute",
    ],
    [[{ ...rate, periodSeconds: 90 }], "5 calls every 90 seconds"],
    [[{ ...quota, periodSeconds: 1_209_600 }], "100 calls every 2 weeks"],
    [
      [rate, { ...quota, limit: 2_500, periodSeconds: 2_592_000 }],
      "5 calls a minute, 2,500 a month of 30 days",
    ],
  ])("%j reads %s", (limits, words) => {
    expect(describeLimits(productLimits.parse(limits))).toBe(words);
  });

  it.each([
    ["a rate without a window", [{ ...rate, periodSeconds: 0 }]],
    ["two limits of one id", [rate, rate]],
    ["a limit of nothing", [{ ...rate, limit: 0 }]],
    ["half a call", [{ ...rate, limit: 0.5 }]],
    ["an unknown measure", [{ ...rate, measure: "goats" }]],
    ["an unknown field", [{ ...rate, scope: "api" }]],
  ])("%s is refused", (_, limits) => {
    expect(productLimits.safeParse(limits).success).toBe(false);
  });
});
