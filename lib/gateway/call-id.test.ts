import { describe, expect, it } from "vitest";
import { callId } from "./call-id";

describe("a call's id", () => {
  it("is a UUID of version 7 that begins with the time", () => {
    const ms = Date.UTC(2026, 10, 22);
    const id = callId(ms);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(ms);
  });

  it("never repeats, and sorts by time", () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => callId(1_000 + Math.floor(n / 1_000)));
    expect(new Set(ids).size).toBe(5_000);
    const times = ids.map((id) => id.slice(0, 13));
    expect([...times].sort()).toEqual(times);
  });
});
