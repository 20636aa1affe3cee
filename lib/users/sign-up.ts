import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { env } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { findLinkOwner, spendLink } from "@/lib/mail/links";
import { userMessages } from "@/lib/messages/en/users";
import { mailEvent } from "@/lib/notifications/commands";
import { getOrganisation } from "@/lib/settings/queries";
import { evenTime } from "./even-time";
import { countArrival, countGuess, countMailRequest, forgiveGuesses } from "./guess-limit";
import { mailConfirmation, mailInvitation, tellJoined } from "./link-mails";
import { hashPassword, verifyPassword } from "./password-hash";
import { findPasswordFault } from "./password-rules";
import type { ConfirmInput, MailRequest, SignUpInput } from "./schema";
import type { SignedIn } from "./sign-in";
import { maySignUp } from "./sign-up-schema";
import { getSignUpSettings } from "./sign-up-settings";

/**
 * Opens an account that waits for its email to be confirmed. Whether there is one already is told by mail only: the
 * answer is the same.
 * @throws AppError not-allowed where the rules do not let them, invalid-input naming the field, too-many-attempts.
 */
export async function signUp(input: SignUpInput, actor: Actor, now = new Date()): Promise<void> {
  const { email, name, password } = input;
  const rules = await getSignUpSettings();
  if (!maySignUp(rules, email)) {
    if (rules.mode === "domains")
      throw fieldError("email", userMessages.signUpElsewhere(rules.domains.join(", ")));
    throw new AppError("not-allowed", userMessages.signUpOff);
  }
  const fault = findPasswordFault(password, { email, name });
  if (fault) throw fieldError("password", fault);
  await countMailRequest({ email, address: actor.address }, now);
  const passwordHash = await hashPassword(password);
  await evenTime(async () => {
    try {
      await transact((tx) => openAccount(tx, { email, name, passwordHash }, { actor, now }));
    } catch (error) {
      // Two at once: the other one has opened the account and sent the mail.
      if (!isUniqueViolation(error, "email")) throw error;
    }
  });
}

interface Moment {
  actor: Actor;
  now: Date;
}

async function openAccount(
  tx: Transaction,
  { email, ...account }: { email: string; name: string; passwordHash: string },
  { actor, now }: Moment,
): Promise<void> {
  const known = await tx.user.findUnique({
    where: { email },
    select: { id: true, name: true, state: true, passwordHash: true },
  });
  if (known?.state === "active") {
    const values = { link: `${env().publicUrl}/sign-in` };
    return mailEvent(tx, { event: "account.exists", recipient: email, values }, now);
  }
  if (known?.state === "pending" && known.passwordHash === null) {
    // An invitation is its receiver's alone: a stranger puts neither name nor password there.
    const actorName = (await getOrganisation(tx)).name;
    return mailInvitation(tx, { id: known.id, email, name: known.name }, { actorName, now });
  }
  const id = known ? await takeOver(tx, known.id, account) : await create(tx, { ...account, email });
  if (id === null) return;
  await recordAudit(tx, actor, {
    action: "user.sign-up",
    targetType: "user",
    targetId: id,
    targetName: email,
    after: { email, name: account.name },
  });
  await mailConfirmation(tx, { id, email }, now);
}

async function create(tx: Transaction, account: { email: string; name: string; passwordHash: string }) {
  const { id } = await tx.user.create({ data: { ...account, state: "pending" }, select: { id: true } });
  return id;
}

/** Not confirmed yet: whoever signs up last and can read the mail, has it. Null where it is another kind of account. */
async function takeOver(tx: Transaction, id: string, account: { name: string; passwordHash: string }) {
  const { count } = await tx.user.updateMany({
    where: { id, state: "pending", NOT: { passwordHash: null } },
    data: account,
  });
  return count === 0 ? null : id;
}

/** Mails the link to confirm an email anew, if it still waits for that. @throws AppError too-many-attempts */
export async function requestConfirmation(
  { email }: MailRequest,
  actor: Actor,
  now = new Date(),
): Promise<void> {
  await countMailRequest({ email, address: actor.address }, now);
  await evenTime(() =>
    transact(async (tx) => {
      const user = await tx.user.findUnique({
        where: { email, state: "pending", NOT: { passwordHash: null } },
        select: { id: true, email: true },
      });
      if (!user) return;
      await mailConfirmation(tx, user, now);
      await recordAudit(tx, actor, {
        action: "user.request-confirmation",
        targetType: "user",
        targetId: user.id,
        targetName: user.email,
      });
    }),
  );
}

/**
 * Confirms an email and signs in: for whoever has the link that was mailed, and the password chosen at sign-up. So
 * nobody opens an account with a password that somebody else chose for their address.
 * @throws AppError not-allowed (no such link), invalid-input (wrong password), too-many-attempts
 */
export async function confirmEmail(
  { token, password }: ConfirmInput,
  actor: Actor,
  now = new Date(),
): Promise<SignedIn> {
  const given = { token, purpose: "confirm", now } as const;
  const owner = await findLinkOwner(db(), given);
  if (!owner) {
    await countArrival(actor, now);
    throw new AppError("not-allowed", userMessages.linkInvalid);
  }
  const guess = { email: owner.email, address: actor.address, at: "confirm" } as const;
  await countGuess(guess, now);
  if (!(await verifyPassword(owner.passwordHash, password))) {
    throw fieldError("password", userMessages.confirmPasswordWrong);
  }
  return transact(async (tx) => {
    const { count } = await tx.user.updateMany({
      // Only if the password is still the one just checked.
      where: { id: owner.id, state: "pending", passwordHash: owner.passwordHash },
      data: { state: "active", emailConfirmedAt: now, lastSignInAt: now },
    });
    if (count === 0 || !(await spendLink(tx, given))) {
      throw new AppError("not-allowed", userMessages.linkInvalid);
    }
    await forgiveGuesses(tx, guess, now);
    await recordAudit(tx, actor, {
      action: "user.confirm-email",
      targetType: "user",
      targetId: owner.id,
      targetName: owner.email,
    });
    await tellJoined(tx, owner, now);
    await raiseRevision(tx, "subscriptions");
    return tx.user.findUniqueOrThrow({
      where: { id: owner.id },
      select: { id: true, email: true, name: true, sessionVersion: true },
    });
  });
}
