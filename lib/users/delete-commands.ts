import { type Actor, recordAudit } from "@/lib/audit/commands";
import { earlierNames } from "@/lib/audit/forget-commands";
import { aliasOf, scrubber } from "@/lib/audit/scrub";
import { db, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { AppError, fieldError } from "@/lib/errors";
import { deletionMessages as text } from "@/lib/messages/en/deletion";
import { leaveSubscriptions } from "@/lib/subscriptions/leave-commands";
import { endTokens } from "@/lib/tokens/commands";
import { requirePassword } from "./current-password";
import { beginForgetting, forgetAtOnce } from "./forget-departed";
import { requireUserAdmin, type UserGovernor } from "./govern-queries";
import { forgetGuesses, forgiveGuesses, type Guess } from "./guess-limit";
import type { DeletionInput } from "./schema";
import { takeAdministrators, takeOther } from "./take-commands";

/**
 * Deletes one's own account, for whoever knows its password; an account without one is confirmed by its email.
 * @throws AppError invalid-input naming the field, too-many-attempts, conflict for the last administrator.
 */
export async function deleteOwnAccount(
  ownerId: string,
  { confirmation }: DeletionInput,
  actor: Actor,
  now = new Date(),
): Promise<void> {
  const { email, passwordHash } = await db().user.findUniqueOrThrow({ where: { id: ownerId } });
  let guess: Guess | null = null;
  if (passwordHash === null) {
    if (confirmation.trim().toLowerCase() !== email) throw fieldError("confirmation", text.emailWrong);
  } else {
    const asked = { owner: { id: ownerId, email }, passwordHash, given: confirmation, field: "confirmation" };
    guess = await requirePassword({ ...asked, failure: "user.delete-failed" }, actor, now);
  }
  const before = await earlierNames(ownerId);
  await transact(async (tx) => {
    await takeAdministrators(tx);
    // Only if the password is still the one just checked.
    const person = await tx.user.findFirst({ where: { id: ownerId, passwordHash, state: "active" } });
    if (!person) throw new AppError("conflict", text.goneMeanwhile);
    if (person.role === "admin") await requireAnotherAdmin(tx, ownerId);
    if (guess) await forgiveGuesses(tx, guess, now);
    const nobody = { ...actor, name: aliasOf(person), address: null };
    await erase(tx, { ...person, before }, nobody);
  });
  await forgetAtOnce(ownerId);
}

/** Deletes somebody else's account. @throws AppError not-allowed, not-found, conflict (one's own) */
export async function deleteUser(
  { viewer, actor }: { viewer: UserGovernor; actor: Actor },
  userId: string,
): Promise<void> {
  requireUserAdmin(viewer);
  const before = await earlierNames(userId);
  await transact(async (tx) => {
    await takeOther(tx, viewer, userId);
    const person = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    await erase(tx, { ...person, before }, actor);
  });
  await forgetAtOnce(userId);
}

async function requireAnotherAdmin(tx: Transaction, ownId: string): Promise<void> {
  const others = await tx.user.count({ where: { role: "admin", state: "active", NOT: { id: ownId } } });
  if (others === 0) throw new AppError("conflict", text.lastAdmin);
}

/** An account, and what its person was called before. */
interface Leaving {
  id: string;
  email: string;
  name: string;
  role: string;
  before: readonly string[];
}

/**
 * Takes a person out of their account, which ends with it. A row without them stays in their place, for what must not be
 * lost: cancelled subscriptions and the audit log name its id. What else names them loses them block by block
 * (`forgetDeparted`), and so do their calls (`forgetCallers`).
 */
async function erase(
  tx: Transaction,
  { id: userId, email, name, role, before }: Leaving,
  actor: Actor,
): Promise<void> {
  const person = { id: userId, email, names: [...new Set([name, ...before])] };
  await forgetGuesses(tx, email);
  await leaveSubscriptions(tx, userId, { actor, scrub: scrubber(person, text.nobody) });
  await endTokens(tx, userId);
  await tx.session.deleteMany({ where: { userId } });
  await tx.identity.deleteMany({ where: { userId } });
  await tx.mailLink.deleteMany({ where: { userId } });
  await tx.groupMember.deleteMany({ where: { userId } });
  await tx.unwantedNotification.deleteMany({ where: { userId } });
  await tx.user.update({
    where: { id: userId },
    data: {
      email: aliasOf(person),
      name: text.nobody,
      state: "deleted",
      role: "developer",
      passwordHash: null,
      emailConfirmedAt: null,
      lastSignInAt: null,
      sessionVersion: { increment: 1 },
    },
  });
  await recordAudit(tx, actor, {
    action: "user.delete",
    targetType: "user",
    targetId: userId,
    targetName: aliasOf(person),
    before: { role },
  });
  await raiseRevision(tx, "subscriptions");
  // Last: all that was written of this account until now is older.
  await beginForgetting(tx, person);
}
