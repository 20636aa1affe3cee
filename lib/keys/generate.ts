import { randomBytes } from "node:crypto";

export const keyPrefix = "gate_";

/** A new subscription key: `gate_` and 256 bits from the system's generator, base64url (48 characters in all). */
export function generateKey(): string {
  return keyPrefix + randomBytes(32).toString("base64url");
}

export const tokenPrefix = "gatepat_";

/** A new access token of an administrator: `gatepat_` and as many random bits. */
export function generateToken(): string {
  return tokenPrefix + randomBytes(32).toString("base64url");
}
