import { randomBytes } from "node:crypto";

export const keyPrefix = "gate_";

/** A new subscription key: `gate_` and 256 bits from the system's generator, base64url (48 characters in all). */
export function generateKey(): string {
  return keyPrefix + randomBytes(32).toString("base64url");
}
