import { type Actor, anonymousActor, recordAudit } from "@/lib/audit/commands";
import { db, transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { userMessages } from "@/lib/messages/en/users";
import { countGuess, forgiveGuesses } from "./guess-limit";
import { hashPassword, needsRehash, verifyPassword } from "./password-hash";
import type { SignInInput } from "./schema";

/** Who a right password belongs to; what a session is made of. */
export interface SignedIn {
  id: string;
  email: string;
  name: string;
  sessionVersion: number;
}

/**
 * Checks an email and a password, and records how it went. Unknown accounts and wrong passwords get the same
 * answer, null, in about the same time.
 * @throws AppError too-many-attempts (also for the right password), not-allowed (right password, blocked account),
 * not-confirmed (right password, email not confirmed), not-ready (too many sign-ins at once).
 */
export async function signInWithPassword(
  { email, password }: SignInInput,
  from: Pick<Actor, "address" | "requestId">,
  now = new Date(),
): Promise<SignedIn | null> {
  const guess = { email, ...from };
  await countGuess(guess, now);
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, sessionVersion: true, state: true, passwordHash: true },
  });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  const target = { targetType: "user", targetId: user?.id ?? "", targetName: email };
  const refuse = (action: string) =>
    transact((tx) => recordAudit(tx, anonymousActor(from), { action, ...target }));
  if (!right || !user?.passwordHash) {
    await refuse("user.sign-in-failed");
    return null;
  }
  if (user.state !== "active") {
    await refuse("user.sign-in-refused");
    if (user.state === "pending") throw new AppError("not-confirmed", userMessages.notConfirmed);
    throw new AppError("not-allowed", userMessages.accountBlocked);
  }
  const { passwordHash, state, ...signedIn } = user;
  const renewed = needsRehash(passwordHash) ? await hashPassword(password) : passwordHash;
  await transact(async (tx) => {
    await forgiveGuesses(tx, guess, now);
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: now } });
    await recordAudit(tx, { id: user.id, name: email, ...from }, { action: "user.sign-in", ...target });
    if (renewed === passwordHash) return;
    // Only if the password is still the one just checked.
    await tx.user.updateMany({ where: { id: user.id, passwordHash }, data: { passwordHash: renewed } });
  });
  return signedIn;
}
