import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowCounter, rowCounterFor } from "./row-counter";

function rowsOf(text: string, chunkBytes = Number.POSITIVE_INFINITY): number | null {
  const counter = new RowCounter();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) counter.push(bytes.subarray(at, at + chunkBytes));
  return counter.rows;
}

const table = (rows: number) => ({
  ColumnNames: ["a", "b"],
  Values: Array.from({ length: rows }, (_, n) => [n, "x,]"]),
});

describe("rows of a request body", () => {
  it("are counted behind a byte order mark, and nowhere in what is no JSON", () => {
    const text = JSON.stringify({ data: [[1], [2]] });
    expect(rowsOf(`\uFEFF${text}`, 1)).toBe(2);
    expect(rowsOf(`data: ${text}`, 1)).toBeNull();
  });

  it("are told apart by texts of any length, whatever is escaped in them, in chunks of any size", () => {
    const long = "x".repeat(100);
    const texts = [long, `${long}"],[${long}`, `${long}\\`, `\\"${long}],["${long}"`, "", "]"];
    const text = JSON.stringify({ data: texts.map((one) => [one, 1]) });
    for (const chunkBytes of [1, 7, 64, 1_000_000]) expect(rowsOf(text, chunkBytes)).toBe(texts.length);
  });

  it.each<[string, unknown, number | null]>([
    ["an AzureML table", { Inputs: { input1: table(3) }, GlobalParameters: {} }, 3],
    ["two AzureML inputs", { Inputs: { one: table(2), two: table(5) } }, 7],
    [
      "AzureML row objects",
      { Inputs: { input1: [{ a: [1, 2] }, { a: "}" }] }, GlobalParameters: { data: [1, 2, 3] } },
      2,
    ],
    ["an AzureML online endpoint's data", { Inputs: { data: [[1], [2], [3], [4]] } }, 4],
    ["an MLflow table", { dataframe_split: { columns: ["a"], index: [0, 1], data: [[1], [2]] } }, 2],
    ["MLflow records", { dataframe_records: [{ a: 1 }, { a: 2 }, { a: 3 }] }, 3],
    [
      "MLflow instances",
      {
        instances: [
          [1, 2],
          [3, 4],
        ],
      },
      2,
    ],
    ["MLflow columns", { inputs: { a: [1, 2, 3], b: [4, 5, 6] } }, 3],
    ["AzureML's MLflow form", { input_data: { columns: ["a"], data: [[1]] } }, 1],
    [
      "a scoring script's data",
      {
        data: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        method: "predict",
      },
      3,
    ],
    ["no rows at all", { data: [] }, 0],
    ["one row of text", { data: [" "] }, 1],
    ["something else", { question: "data", list: [1, 2, 3], deep: { data: [1] } }, null],
    ["a batch job", { Input: { BaseLocation: "x" }, Outputs: { output1: [] } }, null],
    ["a bare list", [[1], [2]], null],
  ])("are counted in %s, in whatever pieces it comes", (_, body, rows) => {
    for (const text of [JSON.stringify(body), JSON.stringify(body, null, 2)]) {
      expect(rowsOf(text)).toBe(rows);
      expect(rowsOf(text, 1)).toBe(rows);
      expect(rowsOf(text, 7)).toBe(rows);
    }
  });

  it("are as many as a parser finds, whatever the rows hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, chunkBytes) => {
          expect(rowsOf(JSON.stringify({ Inputs: { in: { Values: rows } } }), chunkBytes)).toBe(rows.length);
        },
      ),
    );
  });

  it("are no reason to fail on bytes that are no JSON", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const counter = new RowCounter();
        counter.push(Buffer.from(bytes));
        expect(counter.rows === null || counter.rows >= 0).toBe(true);
      }),
    );
  });

  it("are looked for in JSON only, and not in what is compressed", () => {
    expect(rowCounterFor(["Content-Type", "application/json; charset=utf-8"])).not.toBeNull();
    expect(rowCounterFor(["content-type", "text/json", "Content-Encoding", "UTF-8"])).not.toBeNull();
    expect(rowCounterFor(["Content-Type", "application/json", "Content-Encoding", "gzip"])).toBeNull();
    expect(rowCounterFor(["Content-Type", "text/csv"])).toBeNull();
    expect(rowCounterFor([])).toBeNull();
  });
});
