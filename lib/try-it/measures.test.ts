import { expect, it } from "vitest";
import { formatBytes, formatDuration, formatMs } from "./measures";

it.each([
  [0, "0 B"],
  [266, "266 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_240, "1.2 kB"],
  [48_300, "48 kB"],
  [999_700, "1 MB"],
  [52_428_800, "52 MB"],
  [3_000_000_000, "3 GB"],
])("%i bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it.each([
  [0.42, "0.4 ms"],
  [12.4, "12 ms"],
  [999.6, "1 s"],
  [1_240, "1.2 s"],
  [61_000, "61 s"],
])("%d ms are %s", (ms, text) => expect(formatMs(ms)).toBe(text));

it.each([
  [0, "0 s"],
  [42, "42 s"],
  [60, "1 min"],
  [185, "3 min 5 s"],
  [25_280, "7 h 1 min"],
  [529_200, "6 d 3 h"],
])("%i seconds are %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
