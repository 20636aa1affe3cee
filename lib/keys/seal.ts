import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const version = "v1";

/** Names the key that sealed a value, so that it can be rotated; says nothing of the key itself. */
function keyId(key: Buffer): string {
  return createHash("sha256").update("gatehouse-key-id").update(key).digest("base64url").slice(0, 8);
}

/**
 * Encrypts a backend's secret with AES-256-GCM under a random nonce. `place` (`backend:<id>:credential`) is
 * authenticated with it: a sealed value copied to another row or field does not open.
 */
export function seal(plain: string, key: Buffer, place: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  const parts = [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return [version, keyId(key), ...parts].join(".");
}

/** @throws when the value was sealed by another key, for another place, or was changed. */
export function unseal(sealed: string, key: Buffer, place: string): string {
  const [valueVersion, sealedBy, nonce, text, tag] = sealed.split(".");
  if (valueVersion !== version || nonce === undefined || text === undefined || tag === undefined) {
    throw new Error("not a sealed value");
  }
  if (sealedBy !== keyId(key)) throw new Error("sealed by another key");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"))
    .setAAD(Buffer.from(place))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return decipher.update(Buffer.from(text, "base64url"), undefined, "utf8") + decipher.final("utf8");
}
