import { z } from "zod";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { tokenPrefix } from "@/lib/keys/generate";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { maskKey } from "@/lib/keys/mask";
import { tokenMessages as text } from "@/lib/messages/en/tokens";
import { canHaveTokens, type TokenOwner } from "./permissions";
import { type AccessToken, type TokenScope, tokenScopes } from "./schema";

const scopeSchema = z.enum(tokenScopes);

/** Somebody's own tokens, the newest first. @throws AppError not-allowed */
export async function listTokens(owner: TokenOwner): Promise<AccessToken[]> {
  requireTokenOwner(owner);
  const rows = await db().accessToken.findMany({
    where: { userId: owner.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(({ id, name, scope, createdAt, expiresAt, lastUsedAt, ...hint }) => ({
    id,
    name,
    scope: scopeSchema.parse(scope),
    masked: maskKey(hint),
    createdAtMs: createdAt.getTime(),
    expiresAtMs: expiresAt.getTime(),
    lastUsedAtMs: lastUsedAt?.getTime() ?? null,
  }));
}

/** Whoever a token stands for. */
interface TokenUser {
  tokenId: string;
  tokenName: string;
  scope: TokenScope;
  user: { id: string; email: string; name: string; role: "admin" };
}

/**
 * The administrator whose token this is, read from the database each time: what is revoked or expired, or belongs to
 * somebody blocked or demoted, is nobody's at once.
 */
export async function findTokenUser(value: string, now = new Date()): Promise<TokenUser | null> {
  if (!value.startsWith(tokenPrefix)) return null;
  const row = await db().accessToken.findUnique({
    where: { hash: hashKey(value, installedSecrets().tokenHash) },
    include: { user: { select: { id: true, email: true, name: true, role: true, state: true } } },
  });
  if (!row || row.expiresAt <= now) return null;
  const { state, role, ...user } = row.user;
  if (state !== "active" || role !== "admin") return null;
  return {
    tokenId: row.id,
    tokenName: row.name,
    scope: scopeSchema.parse(row.scope),
    user: { ...user, role },
  };
}

/** @throws AppError not-allowed */
export function requireTokenOwner(owner: TokenOwner): void {
  if (!canHaveTokens(owner)) throw new AppError("not-allowed", text.adminsOnly);
}
