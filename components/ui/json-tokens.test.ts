import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonTokens } from "./json-tokens";

function kinds(text: string) {
  return jsonTokens(text)
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, text: piece }) => [kind, piece]);
}

describe("the pieces of a JSON text", () => {
  test("tell a key from a string value", () => {
    expect(kinds('{"name": "Col2", "other" : ["x"]}')).toEqual([
      ["key", '"name"'],
      ["string", '"Col2"'],
      ["key", '"other"'],
      ["string", '"x"'],
    ]);
  });

  test("know numbers and words", () => {
    expect(kinds("[-1.5e3, 20, true, false, null]")).toEqual([
      ["number", "-1.5e3"],
      ["number", "20"],
      ["word", "true"],
      ["word", "false"],
      ["word", "null"],
    ]);
  });

  test("keep an escaped quote inside its string", () => {
    expect(kinds('["say \\"1\\" now"]')).toEqual([["string", '"say \\"1\\" now"']]);
  });

  test("joined, are the text as it was, whatever it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(
          jsonTokens(text)
            .map((token) => token.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
