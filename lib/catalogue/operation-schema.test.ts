import { expect, it } from "vitest";
import { representationSchema } from "./schema";

it.each([
  ["application/json", true],
  ["application/json ; charset=utf-8", true],
  ["text/plain\t;\tcharset=utf-8", true],
  ["text/plain\r\n;", false],
  ["text/plain\r\nX-Evil: 1\r\n\r\n;", false],
  ["text/plain;\nX-Evil: 1", false],
  ["application/json, x", false],
])("a content type is one line of a header: %j", (contentType, isOne) => {
  expect(representationSchema.safeParse({ contentType }).success).toBe(isOne);
});
