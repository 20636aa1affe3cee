import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

function tokensOf(selector: string): Map<string, string> {
  const block = css.match(new RegExp(`^${selector} \\{([^}]*)\\}`, "m"))?.[1];
  if (block === undefined) throw new Error(`globals.css has no ${selector} block`);
  return new Map(
    [...block.matchAll(/--gh-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["background", "surface", "subtle"];
const statuses = ["success", "info", "warning", "danger"];
const methods = ["get", "post", "put", "patch", "delete", "other"];

const textPairs: [text: string, ground: string][] = [
  ...["text", "muted", "accent-text", ...statuses].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...statuses.flatMap((status): [string, string][] => [
    [status, `${status}-soft`],
    ["text", `${status}-soft`],
  ]),
  ...methods.map((method): [string, string] => [`method-${method}`, `method-${method}-soft`]),
  ...["get", "put", "patch"].map((method): [string, string] => [`method-${method}`, "subtle"]),
  ["accent-text", "accent-soft"],
  ["text", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger-solid"],
  ["on-danger", "danger-solid-hover"],
  ["background", "text"],
];

/** What is seen as a shape: the edge of an input, the ring of the focus, a filled button. */
const shapePairs: [shape: string, ground: string][] = [
  "border-strong",
  "focus",
  "accent",
  "danger-solid",
].flatMap((shape) => grounds.map((ground): [string, string] => [shape, ground]));

describe.each([
  ["light", tokensOf(":root")],
  ["dark", tokensOf("\\.dark")],
])("the %s theme", (_, tokens) => {
  function ratio(one: string, other: string): number {
    const [first, second] = [tokens.get(one), tokens.get(other)];
    if (!first || !second) throw new Error(`unknown colour: ${one} or ${other}`);
    return contrast(first, second);
  }

  test.each(textPairs)("%s is readable on %s (4.5:1)", (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapePairs)("%s stands out from %s (3:1)", (shape, ground) => {
    expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3);
  });
});

test("both themes set the same colours", () => {
  expect([...tokensOf("\\.dark").keys()].sort()).toEqual([...tokensOf(":root").keys()].sort());
});

test("black on white is 21:1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
});
