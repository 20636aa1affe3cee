import { randomBytes, timingSafeEqual } from "node:crypto";

/**
 * The one-time token of `/setup`: printed where only the operator reads, kept in memory alone. It lives on the
 * global object, because the server and Next bundle this module separately.
 */
const tokenKey = Symbol.for("gatehouse.setup-token");
const globals = globalThis as { [tokenKey]?: string };

/** This process's token, made at the first call. */
export function issueSetupToken(): string {
  globals[tokenKey] ??= randomBytes(24).toString("base64url");
  return globals[tokenKey];
}

/** Compares in a time that tells nothing of the token. False when none was issued, or it was used. */
export function isSetupToken(candidate: string): boolean {
  const token = globals[tokenKey];
  if (token === undefined) return false;
  const [given, own] = [Buffer.from(candidate), Buffer.from(token)];
  return given.length === own.length && timingSafeEqual(given, own);
}

/** Ends the token: the first administrator exists. */
export function dropSetupToken(): void {
  delete globals[tokenKey];
}
