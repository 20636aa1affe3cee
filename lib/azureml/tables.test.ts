import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findServiceError, findTables, pastedTable, tableToCsv } from "./tables";

describe("findTables", () => {
  const detailed = {
    Results: {
      output1: {
        type: "table",
        value: {
          ColumnNames: ["a", "b"],
          ColumnTypes: ["Double", "Int32"],
          Values: [
            ["0.125", "1"],
            [null, "2"],
          ],
        },
      },
    },
  };

  it.each([
    [
      "names, types and values of an answer with details",
      detailed,
      [
        {
          name: "output1",
          columns: ["a", "b"],
          types: ["Double", "Int32"],
          rows: [
            ["0.125", "1"],
            [null, "2"],
          ],
        },
      ],
    ],
    [
      "values alone, with made-up column names",
      { Results: { output1: { type: "table", value: { Values: [["1", "2"], ["3"]] } } } },
      [{ name: "output1", columns: ["Column 1", "Column 2"], rows: [["1", "2"], ["3"]] }],
    ],
    [
      "row objects, with the columns of all rows in the order first seen",
      {
        Results: {
          output1: [
            { b: "1", a: 2 },
            { a: null, c: true },
          ],
        },
      },
      [
        {
          name: "output1",
          columns: ["b", "a", "c"],
          rows: [
            ["1", 2, null],
            [null, null, true],
          ],
        },
      ],
    ],
    [
      "several outputs",
      { Results: { x: [{ a: "1" }], y: { type: "table", value: { Values: [["2"]] } } } },
      [
        { name: "x", columns: ["a"], rows: [["1"]] },
        { name: "y", columns: ["Column 1"], rows: [["2"]] },
      ],
    ],
    [
      "nested values as JSON",
      { Results: { o: [{ a: { b: [1] } }] } },
      [{ name: "o", columns: ["a"], rows: [['{"b":[1]}']] }],
    ],
    ["an output without rows", { Results: { o: [] } }, [{ name: "o", columns: [], rows: [] }]],
  ])("finds %s", (_, answer, tables) => {
    expect(findTables(answer)).toEqual(tables);
  });

  it.each([
    ["null", null],
    ["text", "Results"],
    ["a list", [1]],
    ["Results of another type", { Results: "x" }],
    ["an output without a value", { Results: { o: { type: "table" } } }],
    ["rows that are no lists", { Results: { o: { value: { Values: ["x"] } } } }],
    ["rows that are no objects", { Results: { o: [{ a: 1 }, 2] } }],
  ])("finds no table in %s", (_, answer) => {
    expect(findTables(answer)).toEqual([]);
  });

  it("never grows with the square of the answer", () => {
    const strangers = Array.from({ length: 50_000 }, (_, index) => ({ [`key${index}`]: index }));
    expect(findTables({ Results: { o: strangers } })).toEqual([]);
  });

  it("reads a column called __proto__ like any other", () => {
    const answer: unknown = JSON.parse('{"Results":{"o":[{"__proto__":"1"},{}]}}');
    expect(findTables(answer)).toEqual([{ name: "o", columns: ["__proto__"], rows: [["1"], [null]] }]);
  });

  it("accepts any JSON without throwing", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => Array.isArray(findTables({ Results: { o: json } }))));
  });
});

describe("findServiceError", () => {
  it("lists the cases of a refusal", () => {
    const detail = { code: "MissingRequiredGlobalParameters", target: "Rate", message: "Not all." };
    const error = { code: "BadArgument", message: "Invalid argument provided.", details: [detail] };
    expect(findServiceError({ error })).toEqual(error);
  });

  it.each([[null], [{}], [{ error: "x" }], [{ error: { message: "x" } }]])("is null for %j", (answer) => {
    expect(findServiceError(answer)).toBeNull();
  });

  it("reads members of other types as empty", () => {
    const answer = { error: { code: "X", message: 1, details: [2, { code: 3 }] } };
    expect(findServiceError(answer)).toEqual({
      code: "X",
      message: "",
      details: [{ code: "", message: "" }],
    });
  });
});

describe("tableToCsv", () => {
  it.each([
    ["plain", "plain"],
    [0.5, "0.5"],
    [true, "true"],
    [null, '""'],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\r\nlines", '"two\r\nlines"'],
    [" spaced ", '" spaced "'],
    ["-12.5e3", "-12.5e3"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["+1+1", "'+1+1"],
    ["-1+1", "'-1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ["＝1", "'＝1"],
  ])("writes %j as %s", (cell, written) => {
    expect(tableToCsv({ columns: ["c"], rows: [[cell]] })).toBe(`c\r\n${written}\r\n`);
  });

  it("guards column names too", () => {
    expect(tableToCsv({ columns: ["=x", "y"], rows: [] })).toBe("'=x,y\r\n");
  });
});

describe("pastedTable", () => {
  it.each([
    ["a spreadsheet's tabs", "a\tb\n1\t2\n", ["a", "b"], [["1", "2"]]],
    [
      "commas and CR LF",
      "a,b\r\n1,2\r\n3,4",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["semicolons", "a;b\n1,5;2\n", ["a", "b"], [["1,5", "2"]]],
    ["quoted cells", 'a,b\n"x, ""y""\nz",2\n', ["a", "b"], [['x, "y"\nz', "2"]]],
    ["a quoted tab-separated cell", 'a\tb\n"x\ty"\t2', ["a", "b"], [["x\ty", "2"]]],
    ["an inch mark in the middle of a cell", 'size\tname\n5" pipe\tp', ["size", "name"], [['5" pipe', "p"]]],
    ["empty cells", "a,b,c\n,,\n", ["a", "b", "c"], [["", "", ""]]],
    ["rows of other lengths", "a,b\n1\n1,2,3\n", ["a", "b"], [["1"], ["1", "2", "3"]]],
    ["a byte order mark and header spaces", "\uFEFF a , b \n1,2", ["a", "b"], [["1", "2"]]],
    ["a quote that never closes", 'a,b\n"x,1\n2', ["a", "b"], [["x,1\n2"]]],
    ["a lone carriage return as line end", "a\r1\r", ["a"], [["1"]]],
    ["nothing", "", [], []],
  ])("reads %s", (_, text, ColumnNames, Values) => {
    expect(pastedTable(text)).toEqual({ ColumnNames, Values });
  });

  it("takes the first row as data when it does not name the known columns", () => {
    expect(pastedTable("1\t2\n3\t4", ["a", "b"])).toEqual({
      ColumnNames: ["a", "b"],
      Values: [
        ["1", "2"],
        ["3", "4"],
      ],
    });
  });

  it("takes the first row as the header when it names known columns, in its own order", () => {
    expect(pastedTable("b,a\n1,2", ["a", "b"])).toEqual({ ColumnNames: ["b", "a"], Values: [["1", "2"]] });
  });

  it("reads back what tableToCsv wrote", () => {
    const cell = fc
      .string({ unit: "grapheme" })
      .filter((text) => !/^[=+\-@\t\r\n＝＋－＠\uFEFF]/u.test(text));
    const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.record({
        columns: fc.array(
          cell.map((text) => text.trim()),
          { minLength: width, maxLength: width },
        ),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width })),
      }),
    );
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        fc.pre(columns.every((name) => !/[;\t]|^[=+\-@＝＋－＠\uFEFF]/u.test(name)));
        expect(pastedTable(tableToCsv({ columns, rows }))).toEqual({ ColumnNames: columns, Values: rows });
      }),
    );
  });

  it("reads a megabyte of unclosed quotes in linear time", () => {
    expect(pastedTable(`a\n${'"'.repeat(1_000_001)}`).Values).toHaveLength(1);
  });
});
