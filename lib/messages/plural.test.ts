import { expect, test } from "vitest";
import { plural } from "./plural";

const calls = { one: "# call", other: "# calls" };

test.each([
  [0, "0 calls"],
  [1, "1 call"],
  [2, "2 calls"],
  [1234, "1,234 calls"],
])("English counts %i as %s", (count, text) => {
  expect(plural("en", count, calls)).toBe(text);
});

test.each([
  [1, "1 poziv"],
  [3, "3 poziva"],
  [5, "5 poziva ukupno"],
  [21, "21 poziv"],
])("Croatian, with its three forms, counts %i as %s", (count, text) => {
  const forms = { one: "# poziv", few: "# poziva", other: "# poziva ukupno" };
  expect(plural("hr", count, forms)).toBe(text);
});

test("a form that a language does not give falls back to the general one", () => {
  expect(plural("hr", 3, { other: "# poziva" })).toBe("3 poziva");
});
