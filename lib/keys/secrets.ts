import { hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The keys that one master secret yields; each purpose has its own, so that none can stand in for another. */
export interface Secrets {
  /** HMAC key of subscription key hashes. */
  keyHash: Buffer;
  /** HMAC key of access token hashes. */
  tokenHash: Buffer;
  /** AES-256 key of sealed backend credentials. */
  seal: Buffer;
  /** AES-256 key of the tickets that open job results for a preview. */
  resultTicket: Buffer;
  /** AES-256 key of the bodies of mails in the outbox. */
  mail: Buffer;
  /** HMAC key of the hashes of mailed links. */
  mailLink: Buffer;
  /** Signs session cookies. */
  session: string;
}

/** Derives the purpose keys by HKDF-SHA-256 (RFC 5869). */
export function deriveSecrets(master: string): Secrets {
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", master, "gatehouse", purpose, 32));
  return {
    keyHash: derive("subscription-key-hash"),
    tokenHash: derive("access-token-hash"),
    seal: derive("backend-credential"),
    resultTicket: derive("job-result-ticket"),
    mail: derive("outbox-mail"),
    mailLink: derive("mail-link-hash"),
    session: derive("session").toString("base64url"),
  };
}

/** The master secret kept in a file of the data folder (mode 0600), made at first use. For demo and development. */
export function readOrCreateMasterSecret(dataDir: string): string {
  const path = join(dataDir, "secret");
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}
