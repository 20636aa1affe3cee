import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, transact } from "@/lib/db/client";
import { AppError, fieldError } from "@/lib/errors";
import { userMessages } from "@/lib/messages/en/users";
import { requirePassword } from "./current-password";
import { forgiveGuesses } from "./guess-limit";
import { hashPassword } from "./password-hash";
import { findPasswordFault } from "./password-rules";
import type { PasswordChangeInput, ProfileInput } from "./schema";

/** Whose account it is: everybody changes their own only. */
interface Owner {
  id: string;
  email: string;
}

const targetOf = ({ id, email }: Owner) => ({ targetType: "user", targetId: id, targetName: email });

export async function renameUser(owner: Owner, { name }: ProfileInput, actor: Actor): Promise<void> {
  await transact(async (tx) => {
    const before = await tx.user.findUniqueOrThrow({ where: { id: owner.id }, select: { name: true } });
    if (before.name === name) return;
    await tx.user.update({ where: { id: owner.id }, data: { name } });
    await recordAudit(tx, actor, { action: "user.rename", ...targetOf(owner), before, after: { name } });
  });
}

/**
 * Sets a new password and ends every session; the answer's version is what a session must carry from now on.
 * A wrong current password counts as a guess at the account.
 * @throws AppError invalid-input naming the field, too-many-attempts, conflict.
 */
export async function changePassword(
  owner: Owner,
  { currentPassword, newPassword }: PasswordChangeInput,
  actor: Actor,
  now = new Date(),
): Promise<{ sessionVersion: number }> {
  const user = await db().user.findUniqueOrThrow({
    where: { id: owner.id },
    select: { name: true, passwordHash: true },
  });
  const fault = findPasswordFault(newPassword, { email: owner.email, name: user.name });
  if (fault) throw fieldError("newPassword", fault);
  const asked = { owner, passwordHash: user.passwordHash, given: currentPassword, field: "currentPassword" };
  const guess = await requirePassword({ ...asked, failure: "user.change-password-failed" }, actor, now);
  if (newPassword === currentPassword) throw fieldError("newPassword", userMessages.passwordUnchanged);
  const passwordHash = await hashPassword(newPassword);
  return transact(async (tx) => {
    await forgiveGuesses(tx, guess, now);
    // Only if the password is still the one just checked: of two changes at once, one is told.
    const { count } = await tx.user.updateMany({
      where: { id: owner.id, passwordHash: user.passwordHash },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    });
    if (count === 0) throw new AppError("conflict", userMessages.passwordChangedMeanwhile);
    await recordAudit(tx, actor, { action: "user.change-password", ...targetOf(owner) });
    return tx.user.findUniqueOrThrow({ where: { id: owner.id }, select: { sessionVersion: true } });
  });
}

/** Signs an account out wherever it is signed in. Answers what a session must carry from now on. */
export async function endSessions(owner: Owner, actor: Actor): Promise<{ sessionVersion: number }> {
  return transact(async (tx) => {
    const { sessionVersion } = await tx.user.update({
      where: { id: owner.id },
      data: { sessionVersion: { increment: 1 } },
      select: { sessionVersion: true },
    });
    await recordAudit(tx, actor, { action: "user.end-sessions", ...targetOf(owner) });
    return { sessionVersion };
  });
}
