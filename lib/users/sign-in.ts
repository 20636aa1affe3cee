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
 * Checks an email and a password that came from `address`. Unknown accounts and wrong passwords get the same
 * answer, null, in about the same time.
 * @throws AppError too-many-attempts (also for the right password), not-allowed (right password, blocked account),
 * not-ready (too many sign-ins at once).
 */
export async function signInWithPassword(
  { email, password }: SignInInput,
  address: string | null,
  now = new Date(),
): Promise<SignedIn | null> {
  const guess = { email, address };
  await countGuess(guess, now);
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, sessionVersion: true, state: true, passwordHash: true },
  });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (!right || !user?.passwordHash) return null;
  if (user.state !== "active") {
    throw new AppError("not-allowed", userMessages.accountBlocked);
  }
  const { passwordHash, state, ...signedIn } = user;
  const renewed = needsRehash(passwordHash) ? await hashPassword(password) : passwordHash;
  await transact(async (tx) => {
    await forgiveGuesses(tx, guess, now);
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: now } });
    if (renewed === passwordHash) return;
    // Only if the password is still the one just checked.
    await tx.user.updateMany({ where: { id: user.id, passwordHash }, data: { passwordHash: renewed } });
  });
  return signedIn;
}
