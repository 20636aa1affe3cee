import { describe, expect, it } from "vitest";
import { outputFormatOf } from "@/lib/emulator/bes/write-rows";
import { TextTableError } from "./parse-records";
import { readTableStart, tableFormatOf } from "./table-start";
import type { Port } from "./web-service";

const read = (text: string, { more = false, format = "csv" as "csv" | "tsv" | "arff", mostRows = 20 } = {}) =>
  readTableStart({ bytes: Buffer.from(text), more }, { format, mostRows });

describe("the beginning of a table", () => {
  it.each([
    [
      "the whole of a short one",
      "a,b\r\n1,2\r\n3,4\r\n",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "a last row without a line end",
      "a,b\n1,2\n3,4",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["quoted cells", 'a,b\r\n"x, ""y""","line\r\nbreak"\r\n', [['x, "y"', "line\r\nbreak"]]],
    ["a byte order mark", "\uFEFFa,b\n1,2\n", [["1", "2"]]],
    ["no row", "a,b\r\n", []],
  ])("is %s", (_name, text, rows) => {
    expect(read(text)).toEqual({ columns: ["a", "b"], rows, more: false });
  });

  it("of an empty blob has no column", () => {
    expect(read("")).toEqual({ columns: [], rows: [], more: false });
  });

  it("is as many rows as asked for, and says that there are more", () => {
    const { rows, more } = read("a\n1\n2\n3\n", { mostRows: 2 });
    expect({ rows, more }).toEqual({ rows: [["1"], ["2"]], more: true });
  });

  it.each([
    ["a cell", "a,b\n1,2\n3,4\n5,"],
    ["a quoted cell with a line end", 'a,b\n1,2\n3,4\n"x\ny'],
    ["a character", Buffer.from("a,b\n1,2\n3,4\nč").subarray(0, -1).toString("latin1")],
  ])("leaves the row out where the cut went through %s", (_name, text) => {
    expect(read(text, { more: true })).toEqual({
      columns: ["a", "b"],
      rows: [
        ["1", "2"],
        ["3", "4"],
      ],
      more: true,
    });
  });

  it("is no table where a quote is never closed", () => {
    expect(() => read('a\n"b')).toThrow(TextTableError);
  });
});

describe.each(["csv", "tsv", "arff"] as const)("a result in %s", (format) => {
  const output: Port = {
    name: "output1",
    columns: [
      { name: "It's a name", type: "String" },
      { name: "n", type: "Double" },
    ],
    sampleRows: [],
  };

  it("is read as the web service wrote it", () => {
    const writer = outputFormatOf(`out.${format}`);
    const rows = [
      ['It\'s, "so"\\\ta\nb', "1.5"],
      ["?", null],
      ["", "2"],
    ];
    const text = (writer?.head(output) ?? "") + rows.map((row) => writer?.row(row, output)).join("");
    expect(read(text, { format })).toEqual({
      columns: ["It's a name", "n"],
      rows: rows.map((row) => row.map((cell) => cell ?? "")),
      more: false,
    });
  });

  it("is told by its name, in any case, whatever the token says", () => {
    expect(tableFormatOf(`https://a.example/c/out.${format.toUpperCase()}?sig=x.exe`)).toBe(format);
  });
});

it("has no other format", () => {
  expect(tableFormatOf("https://a.example/c/out.parquet?x=.csv")).toBeNull();
  expect(tableFormatOf("https://a.example/")).toBeNull();
});
