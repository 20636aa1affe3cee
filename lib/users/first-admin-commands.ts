import { type Actor, recordAudit, systemActor } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import { userMessages } from "@/lib/messages/en/users";
import { hashPassword } from "./password-hash";
import { findPasswordFault } from "./password-rules";
import { hasAdministrator } from "./queries";
import type { FirstAdminInput, SetupInput } from "./schema";
import { dropSetupToken, isSetupToken } from "./setup-token";
import type { SignedIn } from "./sign-in";

/**
 * Creates the first administrator; of several at once, in whichever processes, exactly one succeeds.
 * @throws AppError conflict when there is an administrator already, invalid-input naming the field.
 */
export async function createFirstAdmin(
  input: FirstAdminInput,
  actor: Actor,
  lastSignInAt: Date | null = null,
): Promise<SignedIn> {
  const { email, name, password } = input;
  const fault = findPasswordFault(password, { email, name });
  if (fault) throw fieldError("password", fault);
  const passwordHash = await hashPassword(password);
  try {
    return await transact(async (tx) => {
      await waitForOtherSetups(tx);
      const admin = await tx.user.findFirst({ where: { role: "admin" }, select: { id: true } });
      if (admin) throw new AppError("conflict", userMessages.adminExists);
      const user = await tx.user.create({
        data: { email, name, passwordHash, role: "admin", emailConfirmedAt: new Date(), lastSignInAt },
        select: { id: true, email: true, name: true, sessionVersion: true },
      });
      await recordAudit(tx, actor, {
        action: "user.create",
        targetType: "user",
        targetId: user.id,
        targetName: email,
        after: { email, name, role: "admin" },
      });
      return user;
    });
  } catch (error) {
    if (isUniqueViolation(error, "email")) throw fieldError("email", userMessages.emailTaken);
    throw error;
  }
}

/** Writing one agreed row holds a lock on it until this transaction ends; the next one then sees its administrator. */
async function waitForOtherSetups(tx: Transaction): Promise<void> {
  const key = "set-up";
  const value = { startedAt: new Date().toISOString() };
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/**
 * Creates the administrator that the environment names, if there is none yet.
 * @returns whether it was created now.
 * @throws AppError invalid-input when the password is a common one or the address is taken.
 */
export async function ensureFirstAdmin(input: { email: string; password: string }): Promise<boolean> {
  if (await hasAdministrator()) return false;
  const email = input.email.trim().toLowerCase();
  await createFirstAdmin({ ...input, email, name: userMessages.firstAdminName }, systemActor);
  return true;
}

/**
 * Creates the first administrator for whoever holds the token printed at start, and who is signed in with it. The token
 * ends with it.
 * @throws AppError not-allowed for any other token, and as `createFirstAdmin`.
 */
export async function setUp({ token, ...input }: SetupInput, actor: Actor): Promise<SignedIn> {
  if (!isSetupToken(token)) throw new AppError("not-allowed", userMessages.setupLinkInvalid);
  const user = await createFirstAdmin(input, actor, new Date());
  dropSetupToken();
  return user;
}
