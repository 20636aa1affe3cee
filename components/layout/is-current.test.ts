import { expect, test } from "vitest";
import { isCurrent } from "./is-current";

test.each([
  ["/apis", "/apis", false, true],
  ["/apis/demo/operations/score", "/apis", false, true],
  ["/apis-old", "/apis", false, false],
  ["/admin/apis", "/admin", true, false],
  ["/admin", "/admin", true, true],
  ["/apis", "/", false, false],
])("on %s the link to %s (exact: %s) is current: %s", (pathname, href, exact, expected) => {
  expect(isCurrent(pathname, href, exact)).toBe(expected);
});
