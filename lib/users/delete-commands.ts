import { type Actor, recordAudit } from "@/lib/audit/commands";
import { earlierNames, forgetInAuditLog } from "@/lib/audit/forget-commands";
import { aliasOf, scrubber } from "@/lib/audit/scrub";
import { db, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { AppError, fieldError } from "@/lib/errors";
import { forgetInOutbox } from "@/lib/mail/forget-commands";
import { deletionMessages as text } from "@/lib/messages/en/deletion";
import { forgetInRevisions } from "@/lib/revisions/forget-commands";
import { leaveSubscriptions } from "@/lib/subscriptions/leave-commands";
import { endTokens } from "@/lib/tokens/commands";
import { forgetInDeliveries } from "@/lib/webhooks/forget-commands";
import { requirePassword } from "./current-password";
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
  await transact(async (tx) => {
    await takeAdministrators(tx);
    // Only if the password is still the one just checked.
    const person = await tx.user.findFirst({ where: { id: ownerId, passwordHash, state: "active" } });
    if (!person) throw new AppError("conflict", text.goneMeanwhile);
    if (person.role === "admin") await requireAnotherAdmin(tx, ownerId);
    if (guess) await forgiveGuesses(tx, guess, now);
    const nobody = { ...actor, name: aliasOf(person), address: null };
    await erase(tx, person, nobody);
  });
}

/** Deletes somebody else's account. @throws AppError not-allowed, not-found, conflict (one's own) */
export async function deleteUser(
  { viewer, actor }: { viewer: UserGovernor; actor: Actor },
  userId: string,
): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    await takeOther(tx, viewer, userId);
    await erase(tx, await tx.user.findUniqueOrThrow({ where: { id: userId } }), actor);
  });
}

async function requireAnotherAdmin(tx: Transaction, ownId: string): Promise<void> {
  const others = await tx.user.count({ where: { role: "admin", state: "active", NOT: { id: ownId } } });
  if (others === 0) throw new AppError("conflict", text.lastAdmin);
}

/**
 * Takes a person out of the database. A row without them stays in their place, for what must not be lost: cancelled
 * subscriptions and the audit log name its id. Their calls lose them batch by batch (`forgetCallers`).
 */
async function erase(
  tx: Transaction,
  { id: userId, email, name, role }: { id: string; email: string; name: string; role: string },
  actor: Actor,
): Promise<void> {
  const names = [...new Set([name, ...(await earlierNames(tx, userId))])];
  const person = { id: userId, email, names };
  const scrub = scrubber(person, text.nobody);
  await forgetInAuditLog(tx, person, scrub);
  await forgetInOutbox(tx, person, scrub);
  await forgetInDeliveries(tx, person, scrub);
  await forgetInRevisions(tx, person, scrub);
  await forgetGuesses(tx, email);
  await leaveSubscriptions(tx, userId, { actor, scrub });
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
}
