import { describe, expect, it } from "vitest";
import { inUnits } from "./period-units";

describe("a period in units", () => {
  it.each([
    [60, null, 1, 60],
    [90, null, 90, 1],
    [604_800, null, 1, 604_800],
    [604_800, 86_400, 7, 86_400],
    [172_800, null, 2, 86_400],
    [90, 60, 90, 1],
    [0, null, 0, 0],
    [0, 60, 0, 60],
  ])("%i seconds, unit %s chosen, are %i of %i", (seconds, chosen, count, unit) => {
    expect(inUnits(seconds, chosen)).toEqual({ count, unit });
  });
});
