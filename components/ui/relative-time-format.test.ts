import { describe, expect, test } from "vitest";
import { formatExactTime, formatRelativeTime } from "./relative-time-format";

const now = Date.UTC(2026, 10, 22, 12, 0, 0);
const minuteMs = 60_000;
const dayMs = 86_400_000;

describe("a time in words", () => {
  test.each([
    [now, "now"],
    [now - 59_000, "now"],
    [now + 59_000, "now"],
    [now - minuteMs, "1 minute ago"],
    [now - 119_000, "1 minute ago"],
    [now - 90 * minuteMs, "1 hour ago"],
    [now - dayMs, "yesterday"],
    [now + 2 * dayMs, "in 2 days"],
    [now - 13 * dayMs, "last week"],
    [now - 400 * dayMs, "last year"],
  ])("%i is %s", (time, text) => {
    expect(formatRelativeTime(time, now, "en")).toBe(text);
  });

  test("follows the language", () => {
    expect(formatRelativeTime(now - 3 * minuteMs, now, "hr")).toBe("prije 3 minute");
  });
});

describe("the exact time", () => {
  test("names the zone that it is given in", () => {
    expect(formatExactTime(now, "en", "UTC")).toBe("Nov 22, 2026, 12:00:00 UTC");
  });

  test("moves with the zone", () => {
    expect(formatExactTime(now, "en", "Europe/Zagreb")).toMatch(/^Nov 22, 2026, 13:00:00 /);
  });
});
