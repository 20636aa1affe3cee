import type { TokenScope } from "./schema";

/** Who asks, as far as access tokens care. */
export interface TokenOwner {
  id: string;
  role: "admin" | "developer";
}

export function canHaveTokens(owner: TokenOwner): boolean {
  return owner.role === "admin";
}

const reading: readonly string[] = ["GET", "HEAD"];

/** Whether a token may make a request of this method. */
export function scopeAllows(scope: TokenScope, method: string): boolean {
  return scope === "write" || reading.includes(method);
}
