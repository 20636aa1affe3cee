import { describe, expect, it } from "vitest";
import { defineList, listLinks } from "./schema";
import { rowsPerPage, selectRows } from "./select";

const fruit = defineList({ shows: ["all", "red"], sorts: ["name", "weight"] });

const rows = [
  { name: "Page 10", colour: "red", weight: 3 },
  { name: "page 2", colour: "red", weight: null },
  { name: "Čakovec apple", colour: "green", weight: 1 },
];

const names = (changes: Partial<typeof fruit.usual>) => select(changes).items.map(({ name }) => name);
const select = (changes: Partial<typeof fruit.usual>, of = rows) =>
  selectRows(
    of,
    { ...fruit.usual, ...changes },
    {
      textOf: ({ name, colour }) => [name, colour],
      isIn: { all: () => true, red: ({ colour }) => colour === "red" },
      sortValue: { name: ({ name }) => name, weight: ({ weight }) => weight },
      nameOf: ({ name }) => name,
    },
  );

describe("a list", () => {
  it("is in the order that people expect, either way, with what has no value last", () => {
    expect(names({})).toEqual(["Čakovec apple", "page 2", "Page 10"]);
    expect(names({ order: "desc" })).toEqual(["Page 10", "page 2", "Čakovec apple"]);
    expect(names({ sort: "weight" })).toEqual(["Čakovec apple", "Page 10", "page 2"]);
    expect(names({ sort: "weight", order: "desc" })).toEqual(["Page 10", "Čakovec apple", "page 2"]);
  });

  it("finds every word, blind to case and accents, and counts the kinds of what it found", () => {
    expect(names({ search: " APPLE cakovec " })).toEqual(["Čakovec apple"]);
    expect(names({ search: "apple red" })).toEqual([]);
    expect(select({ search: "page" }).counts).toEqual({ all: 2, red: 2 });
    expect(select({ show: "red" })).toMatchObject({ total: 2, counts: { all: 3, red: 2 } });
  });

  it("is cut into pages; past the last is the last", () => {
    const many = Array.from({ length: rowsPerPage + 1 }, (_, n) => ({ name: `${n}`, colour: "", weight: n }));
    expect(select({ page: 99 }, many)).toMatchObject({ page: 2, pageCount: 2, items: [{ name: "25" }] });
    expect(select({ search: "none" }, many)).toMatchObject({ page: 1, pageCount: 1, total: 0 });
  });
});

describe("a list's address", () => {
  it("counts what means nothing as absent in a page, and refuses it in a route", () => {
    const nonsense = { show: "blue", sort: "taste", order: "up", page: "0", other: "x" };
    expect(fruit.address.parse(nonsense)).toEqual(fruit.usual);
    for (const [name, value] of Object.entries(nonsense)) {
      expect(fruit.query.safeParse({ [name]: value }).success).toBe(false);
    }
    expect(fruit.query.parse({ show: "red", page: "2" })).toEqual({ ...fruit.usual, show: "red", page: 2 });
  });

  it("says only what is not as usual, keeps the rest, and turns the order of the column in use", () => {
    const at = (changes: object) => listLinks("/fruit", fruit, { ...fruit.usual, ...changes });
    expect(at({ page: 3 }).hrefFor({ page: 1 })).toBe("/fruit");
    expect(at({ search: "a&b" }).hrefFor({ show: "red" })).toBe("/fruit?show=red&search=a%26b");
    expect(at({ page: 3 }).sortBy("name")).toEqual({ direction: "ascending", href: "/fruit?order=desc" });
    expect(at({ order: "desc" }).sortBy("name")).toEqual({ direction: "descending", href: "/fruit" });
    expect(at({}).sortBy("weight")).toEqual({ direction: undefined, href: "/fruit?sort=weight" });
    expect([at({}).narrowed, at({ search: "x" }).narrowed, at({ sort: "weight" }).narrowed]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
