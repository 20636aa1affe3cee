import { describe, expect, it } from "vitest";
import { readTarget } from "./target";

function codeThrown(target: string): unknown {
  try {
    readTarget(target);
  } catch (thrown) {
    return thrown;
  }
  return null;
}

describe("a target that every server reads alike", () => {
  it.each([
    ["/a/b?x=1", ["a", "b"]],
    ["/A/Execute", ["a", "execute"]],
    ["/a%2Fb", ["a%2fb"]],
    ["/%65xecute", ["execute"]],
    ["/a//b", ["a", "", "b"]],
    ["/a/", ["a", ""]],
    ["/a;x=1", ["a;x=1"]],
    ["/%ff", ["%ff"]],
    ["/caf%C3%A9", ["caf%c3%a9"]],
    ["/.hidden", [".hidden"]],
    ["/a..b/...", ["a..b", "..."]],
    ["/a%5cb", ["a%5cb"]],
    ['/a|{}"b', ['a|{}"b']],
  ])("%s passes, and is matched by its segments", (target, segments) => {
    const read = readTarget(target);
    expect(read.segments).toEqual(segments);
    expect(read.path).toBe(target.split("?")[0]);
  });

  it("names its query's parameters decoded and in lower case, and keeps their bytes", () => {
    const { pairs, query } = readTarget("/a?X=1&x=2&y=&z&%61%2Db=a+b&r=%20&&%ff=1");
    expect(query).toBe("X=1&x=2&y=&z&%61%2Db=a+b&r=%20&&%ff=1");
    expect(pairs.map(({ name }) => name)).toEqual(["x", "x", "y", "z", "a-b", "r", "", "%ff"]);
    expect(pairs[0]).toEqual({ raw: "X=1", name: "x", valueAt: 2 });
  });
});

describe("a target that two servers could read in two ways", () => {
  it.each([
    "/a/../b",
    "/..",
    "/a/./b",
    "/a/..;x/b",
    "/%2e%2e/b",
    "/a/.%2E/b",
    "/..%2fb",
    "/a%2f..%2fb",
    "/a%5c..%5cb",
    "/a\\b",
    "/%252e%252e/b",
    "/%25252e%25252e/b",
    "/..%252fb",
    "/%25252525252525252e",
    "/%c0%ae%c0%ae/b",
    "/a%c0%af..%c0%afb",
    "/%00",
    "/a%00b",
    "/%zz",
    "/%2",
    "/a#b",
    "/a?b#c",
    "/a?x=%00",
    "/a?x=%zz",
    "/a b",
    "a/b",
    "*",
  ])("%s is refused", (target) => {
    expect(codeThrown(target)).toMatchObject({ code: "bad-path", status: 400 });
  });
});
