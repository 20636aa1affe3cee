import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { generateKey } from "./generate";
import { hashKey } from "./hash";
import { keyHint, maskKey } from "./mask";
import { seal, unseal } from "./seal";
import { deriveSecrets } from "./secrets";

const key = randomBytes(32);

describe("a subscription key", () => {
  it("carries 256 random bits behind its printable prefix", () => {
    const made = generateKey();
    expect(made).toMatch(/^gate_[A-Za-z0-9_-]{43}$/);
    expect(generateKey()).not.toBe(made);
  });

  it("is stored as a hash that depends on the installation's secret", () => {
    expect(hashKey("gate_x", key)).toHaveLength(43);
    expect(hashKey("gate_x", key)).not.toBe(hashKey("gate_x", randomBytes(32)));
  });

  it("shows at most a quarter of itself and its last four characters", () => {
    expect(maskKey(keyHint("gate_abcdefghijklmnopqrstuvwxyz"))).toBe("gate_ab…wxyz");
    expect(maskKey(keyHint("short-key"))).toBe("sh…");
  });
});

describe("a sealed credential", () => {
  it("opens where it was sealed", () => {
    expect(unseal(seal("s3cret", key, "backend:1:credential"), key, "backend:1:credential")).toBe("s3cret");
  });

  it("never seals the same way twice", () => {
    expect(seal("s3cret", key, "a")).not.toBe(seal("s3cret", key, "a"));
  });

  it("does not open in another row or field", () => {
    expect(() => unseal(seal("s3cret", key, "backend:1:credential"), key, "backend:2:credential")).toThrow();
  });

  it("does not open with another key, or when changed", () => {
    const sealed = seal("s3cret", key, "a");
    expect(() => unseal(sealed, randomBytes(32), "a")).toThrow("another key");
    const [version, id, nonce, , tag] = sealed.split(".");
    expect(() => unseal([version, id, nonce, "AAAAAAAA", tag].join("."), key, "a")).toThrow();
  });
});

it("one master secret yields a different key for each purpose", () => {
  const { keyHash, seal: sealKey, session } = deriveSecrets("m".repeat(32));
  expect(new Set([keyHash.toString("base64url"), sealKey.toString("base64url"), session]).size).toBe(3);
});
