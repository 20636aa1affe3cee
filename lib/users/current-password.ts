import { type Actor, recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { fieldError } from "@/lib/errors";
import { userMessages } from "@/lib/messages/en/users";
import { countGuess, type Guess } from "./guess-limit";
import { verifyPassword } from "./password-hash";

interface Asked {
  owner: { id: string; email: string };
  passwordHash: string | null;
  given: string;
  field: string;
  /** What the audit log calls a wrong one. */
  failure: string;
}

/**
 * Asks who is signed in for the account's password: a session may be borrowed. A wrong one counts as a guess at the
 * account. Answers the guess, to be forgiven with what it was asked for.
 * @throws AppError invalid-input naming the field, too-many-attempts.
 */
export async function requirePassword(
  { owner, passwordHash, given, field, failure }: Asked,
  actor: Actor,
  now: Date,
): Promise<Guess> {
  const guess = { email: owner.email, address: actor.address, requestId: actor.requestId };
  await countGuess(guess, now);
  if (await verifyPassword(passwordHash, given)) return guess;
  const target = { targetType: "user", targetId: owner.id, targetName: owner.email };
  await transact((tx) => recordAudit(tx, actor, { action: failure, ...target }));
  throw fieldError(field, userMessages.currentPasswordWrong);
}
