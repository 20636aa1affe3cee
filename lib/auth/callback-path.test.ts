import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeCallbackPath } from "./callback-path";

describe("where signing in leads", () => {
  it.each([
    "/",
    "/apis/demo/operations/rrs-execute?q=a%2Fb&x=//y#try",
    "/profile",
    "/apis/a%20b",
    "/sign-inspect",
  ])("keeps a path of our own: %s", (path) => {
    expect(safeCallbackPath(path)).toBe(path);
  });

  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/a/../..//evil.example",
    "/%2e%2e//evil.example",
    "https://evil.example",
    "https:evil.example",
    "http:/evil.example",
    "//user@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "",
  ])("never leads to another origin: %j", (address) => {
    expect(safeCallbackPath(address)).toBe("/");
  });

  it("takes one address or none", () => {
    expect(safeCallbackPath(undefined)).toBe("/");
    expect(safeCallbackPath(["/apis", "//evil.example"])).toBe("/");
  });

  it("does not lead back to the entrance or to a JSON route", () => {
    for (const path of ["/sign-in", "/sign-in?callbackUrl=/x", "/setup", "/api/health", "/a/../sign-in"]) {
      expect(safeCallbackPath(path)).toBe("/");
    }
  });

  it("stays on the own origin whatever it is given", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "@",
      ":",
      "%2f",
      "%5c",
      "\t",
      "evil.example",
      "http",
      "?",
      "#",
      "a",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const path = safeCallbackPath(parts.join(""));
        expect(new URL(path, "https://portal.example").origin).toBe("https://portal.example");
      }),
      { numRuns: 2_000 },
    );
  });
});
