import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatJson } from "./format-json";

const rrs =
  '{"Results":{"output1":{"type":"table","value":{"ColumnNames":["Col2","n"],"Values":[["This is, a [good] day","1"],[]]}}},"e":{}}';

describe("laying out JSON", () => {
  it("indents by two and keeps a row on a line", () => {
    expect(formatJson(rrs)).toEqual({
      text: `{
  "Results": {
    "output1": {
      "type": "table",
      "value": {
        "ColumnNames": ["Col2", "n"],
        "Values": [
          ["This is, a [good] day", "1"],
          []
        ]
      }
    }
  },
  "e": {}
}`,
      complete: true,
    });
  });

  it("keeps every digit, repeated members and escapes as they came", () => {
    const json = '{"n":12345678901234567890.10,"n":1e400,"s":"\\u0041\\/"}';
    expect(formatJson(json).text.replace(/\s/g, "")).toBe(json);
  });

  it("changes nothing but the space between tokens", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        expect(JSON.parse(formatJson(JSON.stringify(value, null, indent)).text)).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it("is stable: what is laid out stays as it is", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const once = formatJson(json).text;
        expect(formatJson(once).text).toBe(once);
      }),
    );
  });

  it("breaks a list that is too long for a line", () => {
    const { text } = formatJson(JSON.stringify(Array.from({ length: 60 }, (_, index) => index)));
    expect(text.split("\n")).toHaveLength(62);
  });

  it("stops at the limit, however long the text", () => {
    const long = `[${"[1,2,3],".repeat(2_000_000)}0]`;
    const startMs = performance.now();
    const { text, complete } = formatJson(long, 10_000);
    expect(text).toHaveLength(10_000);
    expect(complete).toBe(false);
    expect(performance.now() - startMs).toBeLessThan(200);
  });

  it.each(['{"a', '["x\\', "}}]", "[1,2", '{"a":[1'])("ends on what is cut off or no JSON (%j)", (json) => {
    expect(formatJson(json).complete).toBe(true);
  });
});
