import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, type Transaction, transact } from "@/lib/db/client";
import { AppError, fieldError } from "@/lib/errors";
import { generateToken } from "@/lib/keys/generate";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { keyHint, maskKey } from "@/lib/keys/mask";
import { tokenMessages as text } from "@/lib/messages/en/tokens";
import type { TokenOwner } from "./permissions";
import { requireTokenOwner } from "./queries";
import { type MadeToken, type TokenInput, tokensPerUser } from "./schema";

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60 * 1000;

/** Makes a token, which the answer shows this once. @throws AppError not-allowed, conflict, or invalid-input naming the field */
export async function createToken(
  owner: TokenOwner,
  { name, scope, expiresInDays }: TokenInput,
  actor: Actor,
  now = new Date(),
): Promise<MadeToken> {
  requireTokenOwner(owner);
  const value = generateToken();
  const hint = keyHint(value);
  const expiresAt = new Date(now.getTime() + expiresInDays * dayMs);
  return transact(async (tx) => {
    const names = await tx.accessToken.findMany({ where: { userId: owner.id }, select: { name: true } });
    if (names.length >= tokensPerUser) throw new AppError("conflict", text.tooMany(tokensPerUser));
    if (names.some((other) => other.name === name)) throw fieldError("name", text.nameTaken);
    const hash = hashKey(value, installedSecrets().tokenHash);
    const { id } = await tx.accessToken.create({
      data: { userId: owner.id, name, scope, hash, expiresAt, createdAt: now, ...hint },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: "token.create",
      targetType: "token",
      targetId: id,
      targetName: name,
      after: { name, scope, expiresAt: expiresAt.toISOString() },
    });
    return { id, name, value, masked: maskKey(hint) };
  });
}

/** Ends one of one's own tokens. @throws AppError not-allowed, not-found */
export async function revokeToken(owner: TokenOwner, tokenId: string, actor: Actor): Promise<void> {
  requireTokenOwner(owner);
  await transact(async (tx) => {
    const token = await tx.accessToken.findFirst({ where: { id: tokenId, userId: owner.id } });
    if (!token) throw new AppError("not-found", text.missing);
    await tx.accessToken.delete({ where: { id: tokenId } });
    await recordAudit(tx, actor, {
      action: "token.revoke",
      targetType: "token",
      targetId: tokenId,
      targetName: token.name,
      before: { name: token.name, scope: token.scope, expiresAt: token.expiresAt.toISOString() },
    });
  });
}

/**
 * Ends all of somebody's tokens, inside the change that takes their rights or their account away: when they get those
 * back, no forgotten token does.
 */
export async function endTokens(tx: Transaction, userId: string): Promise<void> {
  await tx.accessToken.deleteMany({ where: { userId } });
}

/** Notes that a token is used: once a minute at most, so that reading writes next to nothing. */
export async function noteTokenUse(tokenId: string, now = new Date()): Promise<void> {
  const minuteAgo = new Date(now.getTime() - minuteMs);
  await db().accessToken.updateMany({
    where: { id: tokenId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: minuteAgo } }] },
    data: { lastUsedAt: now },
  });
}
