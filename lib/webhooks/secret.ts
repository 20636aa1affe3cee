import { createHmac, randomBytes } from "node:crypto";
import { installedSecrets } from "@/lib/keys/installed";
import { seal, unseal } from "@/lib/keys/seal";

const placeOf = (webhookId: string) => `webhook:${webhookId}:secret`;

/** A new secret: 256 bits that begin so that one knows what they are. */
export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString("base64url")}`;
}

export function sealSecret(secret: string, webhookId: string): string {
  return seal(secret, installedSecrets().seal, placeOf(webhookId));
}

/** @throws when it was sealed with another secret of the installation, or for another webhook. */
export function openSecret(sealed: string, webhookId: string): string {
  return unseal(sealed, installedSecrets().seal, placeOf(webhookId));
}

/** `sha256=` and the HMAC-SHA-256, in hex, of the timestamp (seconds), a dot and the body as it is sent. */
export function signatureOf(
  body: string,
  { secret, timestamp }: { secret: string; timestamp: number },
): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
