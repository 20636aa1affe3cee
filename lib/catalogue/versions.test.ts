import { describe, expect, it } from "vitest";
import { newestFirst, oneOfEachSet, sameOperation } from "./versions";

const api = (version: string | null, { versionSet = "s", deprecated = false, published = true } = {}) => ({
  version,
  versionSet: version === null ? null : versionSet,
  deprecatedOn: deprecated ? "2026-11-23" : null,
  published,
});
const old = { deprecated: true };
const hidden = { published: false };

describe("the version that stands for an API in the catalogue", () => {
  it.each([
    ["the newest by number, not by letters", [api("v9"), api("v10")], "v10"],
    ["the newest by date", [api("2026-11"), api("2025-12")], "2026-11"],
    ["not one that is deprecated", [api("v1"), api("v2", old)], "v1"],
    ["the newest where all are deprecated", [api("v1", old), api("v2", old)], "v2"],
    ["not one that is hidden", [api("v1", old), api("v2", hidden)], "v1"],
  ])("is %s", (_, apis, expected) => {
    expect(oneOfEachSet(apis).map(({ api, versions }) => [api.version, versions.length])).toEqual([
      [expected, 2],
    ]);
  });

  it("is one of each set, in the order of the list, beside APIs without versions", () => {
    const apis = [api("v1", { versionSet: "b" }), api(null), api("v2"), api("v3"), api(null)];
    expect(oneOfEachSet(apis).map(({ api }) => api.version)).toEqual(["v1", null, "v3", null]);
  });

  it("is followed by the others from new to old", () => {
    const versions = ["v2", "v10", "v1"].map((version) => ({ version }));
    expect(versions.toSorted(newestFirst).map(({ version }) => version)).toEqual(["v10", "v2", "v1"]);
  });
});

describe("the same operation of another version", () => {
  const operations = [
    { method: "POST", urlTemplate: "/jobs/{id}" },
    { method: "GET", urlTemplate: "/jobs/{name}" },
    { method: "GET", urlTemplate: "/jobs/all" },
  ];

  it.each([
    [{ method: "GET", urlTemplate: "/jobs/{jobid}" }, operations[1]],
    [{ method: "GET", urlTemplate: "/Jobs/All" }, operations[2]],
    [{ method: "PUT", urlTemplate: "/jobs/{id}" }, undefined],
    [{ method: "GET", urlTemplate: "/jobs" }, undefined],
  ])("takes the same calls: %j", (wanted, expected) => {
    expect(sameOperation(wanted, operations)).toBe(expected);
  });
});
