import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatJson, readJson } from "./json-text";

describe("reading JSON as typed", () => {
  it("agrees with the engine's own parser on any text", () => {
    const nearlyJson = fc.oneof(
      fc.json(),
      fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 })).map(([json, at, piece]) => {
        const where = at % (json.length + 1);
        return json.slice(0, where) + piece + json.slice(where + 1);
      }),
      fc.string({ unit: fc.constantFrom(...'{}[],:"0-1.e\\u tn\n') }),
    );
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const own = readJson(text);
        let engine: unknown;
        try {
          engine = { value: JSON.parse(text) };
        } catch {
          engine = null;
        }
        expect(own.ok ? { value: own.value } : null).toEqual(engine);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["", 1, 1, "value", ""],
    ['{"a": 1', 1, 8, "comma-or-close", ""],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, "comma-or-close", '"'],
    ['{"a": 1,}', 1, 9, "name", "}"],
    ["{a: 1}", 1, 2, "name-or-close", "a"],
    ["[1, 2", 1, 6, "comma-or-close", ""],
    ["[1, oops]", 1, 5, "value", "oops"],
    ["{'a': 1}", 1, 2, "name-or-close", "'a'"],
    ['{"a" 1}', 1, 6, "colon", "1"],
    ["{} {}", 1, 4, "end", "{"],
    ["01", 1, 2, "end", "1"],
    ["[1}", 1, 3, "comma-or-close", "}"],
  ] as const)("says where %j goes wrong", (text, line, column, expected, found) => {
    expect(readJson(text)).toEqual({ ok: false, fault: { line, column, expected, found } });
  });
});

describe("laying JSON out", () => {
  it("writes one entry per line and keeps empty lists and objects short", () => {
    expect(formatJson('{"a":[1,{"b":[]}],"c":{}}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": []\n    }\n  ],\n  "c": {}\n}',
    );
  });

  it("changes no value, not even a number that is too long for a double", () => {
    expect(formatJson("[12345678901234567890, 1.10]")).toBe("[\n  12345678901234567890,\n  1.10\n]");
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(formatJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("leaves alone what is not JSON", () => {
    expect(formatJson("{nope")).toBe("{nope");
  });
});
