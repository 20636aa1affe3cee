import { describe, expect, it } from "vitest";
import { hashFeatures, murmur3 } from "./feature-hashing";

describe("murmur3", () => {
  it.each([
    ["", 0, 0],
    ["", 1, 0x514e28b7],
    ["", 0xffffffff, 0x81f16f39],
    ["test", 0, 0xba6bd213],
    ["test", 0x9747b28c, 0x704b81dc],
    ["Hello, world!", 0, 0xc0363e43],
    ["Hello, world!", 0x9747b28c, 0x24884cba],
    ["The quick brown fox jumps over the lazy dog", 0, 0x2e4ff723],
    ["The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd],
    ["a", 0x9747b28c, 0x7fa09ea6],
    ["aa", 0x9747b28c, 0x5d211726],
    ["aaa", 0x9747b28c, 0x283e0130],
  ])("hashes %j with the seed %i as published", (text, seed, hash) => {
    expect(murmur3(new TextEncoder().encode(text), seed)).toBe(hash);
  });

  it("hashes the bytes of UTF-8", () => {
    expect(murmur3(new TextEncoder().encode("ππππππππ"), 0x9747b28c)).toBe(0xd58063c1);
  });

  it("reads a view into a larger buffer", () => {
    const bytes = new TextEncoder().encode("xtest");
    expect(murmur3(bytes.subarray(1))).toBe(0xba6bd213);
  });
});

describe("hashFeatures", () => {
  it.each([
    ["This is a good day", "1 1 2 2 0 2 0 1"],
    ["I loved this book", "0 1 1 2 1 0 2 0"],
    ["This book was great", "0 3 0 0 1 0 1 2"],
  ])("turns %j into the row %s", (text, row) => {
    expect(hashFeatures(text).join(" ")).toBe(row);
  });

  it("counts single words alone when asked to", () => {
    expect(hashFeatures("This is a good day", { maxLength: 1 }).join(" ")).toBe("0 1 1 0 0 2 0 1");
  });

  it("splits on runs of spaces and tabs and keeps case", () => {
    expect(hashFeatures("  This\tis  a good day ")).toEqual(hashFeatures("This is a good day"));
    expect(hashFeatures("this is a good day")).not.toEqual(hashFeatures("This is a good day"));
  });

  it("takes a token of digits for its value mod 2^32", () => {
    expect(hashFeatures("5", { maxLength: 1 }).indexOf(1)).toBe(5);
    expect(hashFeatures("4294967298", { maxLength: 1 }).indexOf(1)).toBe(2);
    const million = "9".repeat(1_000_000);
    expect(hashFeatures(million, { maxLength: 1 }).indexOf(1)).toBe(Number(BigInt(`${"9".repeat(30)}`) & 7n));
  });

  it("counts every n-gram once", () => {
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
    expect(sum(hashFeatures("a b c d", { bits: 10, maxLength: 3 }))).toBe(4 + 3 + 2);
    expect(sum(hashFeatures(""))).toBe(0);
  });
});
