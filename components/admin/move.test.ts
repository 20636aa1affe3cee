import { expect, it } from "vitest";
import { move } from "./move";

it.each([
  [0, 0, "abcd"],
  [0, 1, "bacd"],
  [3, 0, "dabc"],
  [0, 3, "bcda"],
  [1, 2, "acbd"],
])("moves an entry from %i to %i and keeps the others' order", (from, to, expected) => {
  expect(move([..."abcd"], from, to).join("")).toBe(expected);
});
