import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backendPath } from "../backend-url";
import { compileCatalogue } from "../match";
import { readTarget } from "../target";
import { api, key, operation } from "../testing";
import { throughBothListeners } from "./kit";

throughBothListeners((open) => {
  describe("what is asked of the backend is what was asked of the gateway, byte for byte (RFC 9110 section 7.7)", () => {
    it.each([
      ["35: an escaped slash stays escaped", "/a%2Fb", "/a%2Fb"],
      ["35: in lower case as it came", "/a%2fb%3F", "/a%2fb%3F"],
      ["37: slashes in a row are no redirect", "//", "//"],
      ["37: in the middle too", "//a//b", "//a//b"],
      ["39: bytes that are not UTF-8, and those that are", "/%ff/caf%C3%A9", "/%ff/caf%C3%A9"],
      ["40: path parameters and a slash at the end", "/a;x=1/b/", "/a;x=1/b/"],
      ["40: no slash is put at the end", "/a", "/a"],
      [
        "41: repeated, empty and bare parameters, + and %20",
        "/x?x=1&x=2&y=&z&q=a+b&r=%20",
        "/x?x=1&x=2&y=&z&q=a+b&r=%20",
      ],
      ["41: an empty query", "/x?", "/x?"],
      ["41: question marks in the query", "/x??a=?", "/x??a=?"],
      ["41: nameless and missing parameters", "/x?a=1&&b=%2F&=c&", "/x?a=1&&b=%2F&=c&"],
      ["41: what a URL parser would escape", "/x?q='\"<>[]{}|^`", "/x?q='\"<>[]{}|^`"],
      ["41: what it would not", "/a:b@c!$&'()*+,=~", "/a:b@c!$&'()*+,=~"],
      [
        "41: names with a meaning in JavaScript",
        "/__proto__?constructor=1&__proto__=2",
        "/__proto__?constructor=1&__proto__=2",
      ],
      ["the case of letters", "/MiXed", "/MiXed"],
      ["nothing behind the suffix", "", "/"],
      ["a query behind the suffix", "?a", "/?a"],
    ])("%s: %s", async (_, target, url) => {
      const road = await open();
      const answer = await road.call(`GET ${target}`);
      expect(answer.status).toBe(200);
      expect(road.backend.asked[0]?.target).toBe(url);
    });

    it.each([
      [`?subscription-key=${key}`, ""],
      [`?a=1&subscription-key=${key}&b=2`, "?a=1&b=2"],
      [`?subscription-key=${key}&a=%20`, "?a=%20"],
      [`?a=1&&Subscription-Key=${key}`, "?a=1&"],
      [`?&subscription-key=${key}`, ""],
    ])("26: less our key parameter: %s becomes %j", async (query, expected) => {
      const road = await open();
      expect((await road.call(`GET /x${query}`)).status).toBe(200);
      expect(road.backend.asked[0]?.target).toBe(`/x${expected}`);
      expect(road.backend.received[0]?.toString()).not.toContain(key);
    });
  });

  describe("what could be read in two ways is refused, without a redirect (RFC 3986 sections 3.3 and 5.2.4)", () => {
    it.each([
      ["36: dot segments", "/../admin"],
      ["36: at the end", "/x/.."],
      ["36: escaped", "/%2e%2e/admin"],
      ["36: half escaped", "/.%2E/admin"],
      ["36: before an escaped slash", "/..%2fadmin"],
      ["36: behind one", "/x%2f..%2fadmin"],
      ["36: before a path parameter", "/..;x=1/admin"],
      ["36: with backslashes", "/a\\..\\b"],
      ["36: with escaped backslashes", "/a%5c..%5cb"],
      ["36: a backslash alone", "/a\\b"],
      ["36: doubly escaped", "/%252e%252e/x"],
      ["36: in overlong UTF-8", "/%c0%ae%c0%ae/x"],
      ["38: an escaped NUL", "/%00"],
      ["38: a broken escape", "/%zz"],
      ["38: half an escape", "/x%a"],
      ["38: a broken escape in the query", "/x?a=%0"],
      ["38: an escaped NUL in the query", "/x?a=%00"],
    ])("%s (%s): 400", async (_, target) => {
      const road = await open();
      const answer = await road.call(`GET ${target}`);
      expect(answer.status).toBe(400);
      expect(answer.header("location")).toBeUndefined();
      expect(road.backend.received).toEqual([]);
    });

    it("37: a second slash before the suffix is another path: 404, and no redirect", async () => {
      const road = await open();
      const [line = "", ...rest] = road.head("GET /x").toString().split("\r\n");
      const sent = [line.replace("/demo", "//demo"), ...rest].join("\r\n");
      const answer = await road.exchange(Buffer.from(sent));
      expect(answer.status).toBe(404);
      expect(answer.header("location")).toBeUndefined();
    });
  });
});

describe("a web service URL with a path of its own, and defaults of the template", () => {
  it.each([
    ["/team/based/1?v=2", "/base/path/1?v=2&w=d%20e"],
    ["/team/based/1?w=&v=2", "/base/path/1?w=&v=2"],
    ["/team/based", "/base/path"],
    ["/team/based/", "/base/path/"],
  ])("%s becomes %s", async (target, url) => {
    expect(asked(target)).toBe(url);
  });

  const snapshot = compileCatalogue({
    apis: [
      api("http://backend.test/base/path/", {
        suffix: "team/based",
        operations: [
          operation("GET", "/{x}?v={v}&w={w}", { queryDefaults: { w: "d e" } }),
          operation("GET", "/"),
        ],
      }),
    ],
    products: [],
  });

  function asked(target: string): string | null {
    const read = readTarget(target);
    const match = snapshot.match("GET", read);
    return match.refusal === null ? backendPath(match, read, match.api.backend) : null;
  }
});

describe("42: matching and forwarding use the same parse", () => {
  const secretOperations = [operation("GET", "/open/{name}"), operation("GET", "/open/{name}/{more}")];
  const snapshot = compileCatalogue({
    apis: [api("http://backend.test", { operations: secretOperations })],
    products: [],
  });
  const piece = fc.constantFrom(
    "a",
    "open",
    "..",
    ".",
    "%2e",
    "%2F",
    "%252f",
    "\\",
    "%5c",
    ";",
    "//",
    "/",
    "%",
    "?",
    "#",
    "é",
    "%c0%ae",
    "+",
  );
  const path = fc.array(piece, { maxLength: 8 }).map((pieces) => `/demo/open/${pieces.join("")}`);

  /** The path as the most forgiving of servers could read it. */
  function collapsed(forwarded: string): string {
    let decoded = forwarded.split("?")[0] ?? "";
    for (let round = 0; round < 4; round++) {
      decoded = decoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    }
    return new URL(
      decoded
        .replaceAll("\\", "/")
        .replace(/;[^/]*/g, "")
        .replace(/^\/+/, "/"),
      "http://a",
    ).pathname;
  }

  it("whatever is let through stays below what was matched, however a server decodes and collapses it", () => {
    let passed = 0;
    fc.assert(
      fc.property(path, (target) => {
        let forwarded: string;
        try {
          const read = readTarget(target);
          const match = snapshot.match("GET", read);
          if (match.refusal !== null) return;
          forwarded = backendPath(match, read, match.api.backend);
        } catch {
          return;
        }
        passed++;
        expect(forwarded).toBe(target.slice("/demo".length));
        expect(collapsed(forwarded)).toMatch(/^\/open(?:\/|$)/);
      }),
      { numRuns: 3_000, seed: 42 },
    );
    expect(passed).toBeGreaterThan(100);
  });

  it("one byte sequence, one operation: the record's operation is the one whose path the backend is asked", () => {
    const read = readTarget("/demo/open/a%2Fb");
    const match = snapshot.match("GET", read);
    expect(match.refusal === null ? match.operation.id : null).toBe("GET /open/{name}");
    expect(match.refusal === null ? backendPath(match, read, match.api.backend) : null).toBe("/open/a%2Fb");
  });
});
