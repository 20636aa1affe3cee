import { describe, expect, it } from "vitest";
import { changedLines } from "./changed-lines";

const lines = (...text: string[]) => text.join("\n");

describe("the lines that differ", () => {
  it("short texts are shown whole", () => {
    expect(changedLines("a", "b")).toEqual({ before: "a", after: "b" });
    expect(changedLines("", "b")).toEqual({ before: "", after: "b" });
  });

  it("of long ones what both begin and end with is left out, but for two lines", () => {
    const [before, after] = [
      lines("1", "2", "3", "x", "5", "6", "7"),
      lines("1", "2", "3", "y", "z", "5", "6", "7"),
    ];
    expect(changedLines(before, after)).toEqual({
      before: lines("…", "2", "3", "x", "5", "6", "…"),
      after: lines("…", "2", "3", "y", "z", "5", "6", "…"),
    });
  });

  it("a repeated line that was added is one line more", () => {
    expect(changedLines(lines("a", "a"), lines("a", "a", "a"))).toEqual({
      before: lines("a", "a"),
      after: lines("a", "a", "a"),
    });
  });
});
