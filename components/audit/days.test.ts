import { describe, expect, it } from "vitest";
import { dayOf, firstMomentOf } from "./days";

describe("days of the reader's zone", () => {
  it("come back as they were typed, the last day too", () => {
    for (const day of ["2026-11-22", "2026-03-29", "2024-02-29", "2026-12-31"]) {
      expect(dayOf(firstMomentOf(day))).toBe(day);
      expect(dayOf(firstMomentOf(day, 1), -1)).toBe(day);
    }
  });

  it("end where the next one begins, so that the last day is wholly inside", () => {
    expect(firstMomentOf("2026-11-22", 1)).toBe(firstMomentOf("2026-11-23"));
    expect(firstMomentOf("")).toBe("");
    expect(dayOf("")).toBe("");
  });
});
