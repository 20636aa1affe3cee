import { describe, expect, it } from "vitest";
import { dayOf, endOfDay, startOfDay } from "./day-in-zone";

describe("a day in a zone", () => {
  it.each([
    ["UTC", "2026-11-30", "2026-11-30T23:59:59.999Z"],
    ["Europe/Zagreb", "2026-11-30", "2026-11-30T22:59:59.999Z"],
    ["Europe/Zagreb", "2026-07-01", "2026-07-01T21:59:59.999Z"],
    ["America/Los_Angeles", "2026-11-30", "2026-12-01T07:59:59.999Z"],
    ["Pacific/Kiritimati", "2026-01-01", "2026-01-01T09:59:59.999Z"],
    // The days on which the clocks are changed.
    ["Europe/Zagreb", "2026-03-29", "2026-03-29T21:59:59.999Z"],
    ["Europe/Zagreb", "2026-10-25", "2026-10-25T22:59:59.999Z"],
    ["America/Havana", "2026-03-07", "2026-03-08T04:59:59.999Z"],
  ])("in %s, %s ends at %s and is read back", (zone, day, end) => {
    expect(endOfDay(day, zone)).toBe(end);
    expect(dayOf(Date.parse(end), zone)).toBe(day);
    expect(dayOf(Date.parse(end) + 1, zone) > day).toBe(true);
  });

  it.each([
    ["UTC", "2026-11-30", "2026-11-30T00:00:00.000Z"],
    ["Europe/Zagreb", "2026-11-30", "2026-11-29T23:00:00.000Z"],
    ["Europe/Zagreb", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["America/Los_Angeles", "2026-11-30", "2026-11-30T08:00:00.000Z"],
  ])("in %s, %s begins at %s and is read back", (zone, day, start) => {
    expect(startOfDay(day, zone)).toBe(start);
    expect(dayOf(Date.parse(start), zone)).toBe(day);
    expect(dayOf(Date.parse(start) - 1, zone) < day).toBe(true);
  });

  it("may be none", () => {
    expect([startOfDay(""), endOfDay(""), dayOf(null)]).toEqual([null, null, ""]);
  });

  it("is the browser's own where no zone is set", () => {
    const end = endOfDay("2026-06-15");
    expect(new Date(end ?? "").toLocaleDateString("sv")).toBe("2026-06-15");
  });
});
