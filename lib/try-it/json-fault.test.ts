import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonMessages as text } from "@/lib/messages/en/try-it-json";
import { findJsonFault } from "./json-fault";

it.each([
  ['{"a": 1,}', 1, 9, text.trailingComma],
  ["[1, 2,\n]", 2, 1, text.trailingComma],
  ['{"a" 1}', 1, 6, text.colon],
  ['{"a": }', 1, 7, text.value],
  ['{"a": 1 "b": 2}', 1, 9, text.commaOrBrace],
  ["[1 2]", 1, 4, text.commaOrBracket],
  ["{'a': 1}", 1, 2, text.singleQuotes],
  ["{\"a\": 'x'}", 1, 7, text.singleQuotes],
  ["{a: 1}", 1, 2, text.name],
  ['{\n  "a": "x\n}', 2, 8, text.unclosedString],
  ['"a\tb"', 1, 3, text.controlInString],
  ['"\\x"', 1, 2, text.escape],
  ['{"a": True}', 1, 7, text.word("True")],
  ["[NaN]", 1, 2, text.word("NaN")],
  ["[01]", 1, 2, text.number("01")],
  ["[.5]", 1, 2, text.number(".5")],
  ["[+1]", 1, 2, text.number("+1")],
  ['{"a": 1', 1, 8, text.commaOrBrace],
  ["[1", 1, 3, text.commaOrBracket],
  ["[", 1, 2, text.commaOrBracket],
  ["{} x", 1, 4, text.more],
  ["[1]]", 1, 4, text.more],
  ["[1}", 1, 3, text.commaOrBracket],
  ["", 1, 1, text.value],
  ['{"Inputs": {"č": [["x"]]},\r\n  "GlobalParameters": {}', 2, 25, text.commaOrBrace],
])("%j is wrong at line %i, column %i", (json, line, column, message) => {
  expect(findJsonFault(json)).toEqual({ line, column, message });
});

it("finds no fault in what is JSON", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(findJsonFault(json)).toBeNull();
    }),
  );
});

it("finds a fault, at a place within the text, in whatever is not", () => {
  const nearlyJson = fc
    .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
    .map(
      ([json, at, piece]) =>
        json.slice(0, at % (json.length + 1)) + piece + json.slice((at % (json.length + 1)) + 1),
    );
  fc.assert(
    fc.property(nearlyJson, (json) => {
      const fault = findJsonFault(json);
      if (fault === null) return void JSON.parse(json);
      expect(fault.message).not.toBe(text.tooDeep);
      expect(fault.line).toBeLessThanOrEqual(json.split("\n").length);
    }),
    { numRuns: 2_000 },
  );
});
