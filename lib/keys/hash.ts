import { createHmac } from "node:crypto";

/** What is stored in place of a subscription key: HMAC-SHA-256 of the whole key, base64url (43 characters). */
export function hashKey(key: string, secret: Buffer): string {
  return createHmac("sha256", secret).update(key).digest("base64url");
}
