import { describe, expect, it } from "vitest";
import { suggestVersion } from "./suggest-version";

describe("what the next version is suggested to be called", () => {
  it.each([
    ["Prices", "prices", null, null, ["v1", "v2", "Prices v2", "prices-v2"]],
    ["Prices v2", "prices-v2", "v2", "v2", [undefined, "v3", "Prices v3", "prices-v3"]],
    ["Prices", "prices", "v1", "v9", [undefined, "v10", "Prices v10", "prices-v10"]],
    [
      "Prices 2026-09",
      "a/2026-09",
      "2026-09",
      "2026-09",
      [undefined, "2026-10", "Prices 2026-10", "a-2026-10"],
    ],
    ["Prices beta", "prices", "beta", "beta", [undefined, "", "Prices", "prices-next"]],
    ["Dev1", "dev1", "v1", "v1", [undefined, "v2", "Dev1 v2", "dev1-v2"]],
  ])("%s, %s, %s: the newest being %s", (name, suffix, version, newest, expected) => {
    const found = suggestVersion({ name, suffix, version }, newest);
    expect([found.currentVersion, found.version, found.name, found.suffix]).toEqual(expected);
  });
});
