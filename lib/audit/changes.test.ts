import { describe, expect, it } from "vitest";
import { listChanges } from "./changes";

describe("what changed", () => {
  it("is told value by value, and what stayed is left out", () => {
    expect(
      listChanges(
        { name: "Demo", published: true, limits: [{ calls: 5 }, { calls: 100 }] },
        { name: "Demo", published: false, limits: [{ calls: 5 }, { calls: 200 }] },
      ),
    ).toEqual([
      { path: "published", before: "true", after: "false" },
      { path: "limits › 2 › calls", before: "100", after: "200" },
    ]);
  });

  it("tells what came and what went by its missing side", () => {
    expect(listChanges({ a: "1" }, { b: null })).toEqual([
      { path: "a", before: "1", after: null },
      { path: "b", before: null, after: "null" },
    ]);
    expect(listChanges(null, { tags: ["x", "y"] })).toEqual([{ path: "tags", before: null, after: "x\ny" }]);
    expect(listChanges({ tags: ["x"] }, { tags: ["x"] })).toEqual([]);
  });

  it("tells an empty list and an empty object from none", () => {
    expect(listChanges({ tags: [] }, { tags: ["x"] })).toEqual([{ path: "tags", before: "", after: "x" }]);
    expect(listChanges(undefined, {})).toEqual([]);
  });
});
