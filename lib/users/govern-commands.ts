import { randomBytes } from "node:crypto";
import { type Actor, recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import { tokenMessages } from "@/lib/messages/en/tokens";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { userMessages } from "@/lib/messages/en/users";
import { endTokens } from "@/lib/tokens/commands";
import { requireUserAdmin, type UserGovernor } from "./govern-queries";
import type { MadePassword, NewUserInput, UserChanges } from "./govern-schema";
import { hashPassword } from "./password-hash";
import { takeOther } from "./take-commands";

/** An administrator at work on somebody else's account. */
interface Governor {
  viewer: UserGovernor;
  actor: Actor;
}

/**
 * Adds an account with a password made for it, which the answer shows this once.
 * @throws AppError not-allowed, or invalid-input naming the field.
 */
export async function addUser(
  { viewer, actor }: Governor,
  { name, email, role }: NewUserInput,
): Promise<MadePassword> {
  requireUserAdmin(viewer);
  const password = makePassword();
  const passwordHash = await hashPassword(password);
  try {
    return await transact(async (tx) => {
      const { id } = await tx.user.create({
        data: { name, email, role, passwordHash, emailConfirmedAt: new Date() },
        select: { id: true },
      });
      await recordAudit(tx, actor, {
        action: "user.create",
        targetType: "user",
        targetId: id,
        targetName: email,
        after: { name, email, role },
      });
      return { id, email, password };
    });
  } catch (error) {
    if (isUniqueViolation(error, "email")) throw fieldError("email", userMessages.emailTaken);
    throw error;
  }
}

/**
 * Changes somebody's role or state, and ends their sessions and access tokens. Nobody changes their own: an administrator always stays.
 * @throws AppError not-allowed, not-found or conflict.
 */
export async function changeUser(
  { viewer, actor, byToken }: Governor & { byToken: boolean },
  userId: string,
  changes: UserChanges,
): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const before = await takeOther(tx, viewer, userId);
    // Who may administrate outlives a token.
    if (byToken && before.role === "admin") throw new AppError("not-allowed", tokenMessages.sessionWanted);
    const wanted = { role: changes.role ?? before.role, state: stateWanted(before, changes.state) };
    if (wanted.role === before.role && wanted.state === before.state) return;
    await tx.user.update({ where: { id: userId }, data: { ...wanted, sessionVersion: { increment: 1 } } });
    await endTokens(tx, userId);
    await recordAudit(tx, actor, {
      action: "user.update",
      targetType: "user",
      targetId: userId,
      targetName: before.email,
      before: { role: before.role, state: before.state },
      after: wanted,
    });
    await raiseRevision(tx, "subscriptions");
  });
}

/**
 * Nobody but its owner opens an account, by the mailed link: who signed up with an address may be another than who
 * reads its mail. So what was never opened waits for that again once it is not blocked any more.
 */
function stateWanted(
  before: { state: string; emailConfirmedAt: Date | null; lastSignInAt: Date | null },
  wanted: UserChanges["state"],
): string {
  if (wanted !== "active" || before.state === "active") return wanted ?? before.state;
  if (before.state === "pending") throw new AppError("conflict", text.ownerOpens);
  return before.emailConfirmedAt === null && before.lastSignInAt === null ? "pending" : "active";
}

/** Gives somebody a new password, shown this once, and ends their sessions and access tokens. @throws AppError not-allowed, not-found, conflict */
export async function resetPassword({ viewer, actor }: Governor, userId: string): Promise<MadePassword> {
  requireUserAdmin(viewer);
  const password = makePassword();
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    const { email } = await takeOther(tx, viewer, userId);
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    });
    await endTokens(tx, userId);
    await recordAudit(tx, actor, {
      action: "user.reset-password",
      targetType: "user",
      targetId: userId,
      targetName: email,
    });
    return { id: userId, email, password };
  });
}

/** Signs somebody out wherever they are signed in. @throws AppError not-allowed, not-found, conflict */
export async function endSessionsOf({ viewer, actor }: Governor, userId: string): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const { email } = await takeOther(tx, viewer, userId);
    await tx.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
    await recordAudit(tx, actor, {
      action: "user.end-sessions",
      targetType: "user",
      targetId: userId,
      targetName: email,
    });
  });
}

/** 96 random bits, in characters that can be read out. */
function makePassword(): string {
  return randomBytes(12).toString("base64url");
}
