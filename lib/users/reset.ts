import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { AppError, fieldError } from "@/lib/errors";
import { endLinks, findLinkOwner, type LinkPurpose, spendLink } from "@/lib/mail/links";
import { userMessages } from "@/lib/messages/en/users";
import { evenTime } from "./even-time";
import { countArrival, countMailRequest, forgiveGuesses } from "./guess-limit";
import { mailReset, tellJoined } from "./link-mails";
import { hashPassword } from "./password-hash";
import { findPasswordFault } from "./password-rules";
import type { AcceptInput, MailRequest, ResetInput } from "./schema";
import type { SignedIn } from "./sign-in";

/**
 * Mails a link to choose a new password, if there is an account that may have one. The answer is the same for known
 * and unknown addresses, in about the same time.
 * @throws AppError too-many-attempts
 */
export async function requestReset({ email }: MailRequest, actor: Actor, now = new Date()): Promise<void> {
  await countMailRequest({ email, address: actor.address }, now);
  await evenTime(() =>
    transact(async (tx) => {
      const user = await tx.user.findUnique({
        where: { email, NOT: { state: "blocked" } },
        select: { id: true, email: true },
      });
      if (!user) return;
      await mailReset(tx, user, now);
      await recordAudit(tx, actor, { action: "user.request-reset", ...targetOf(user) });
    }),
  );
}

const targetOf = ({ id, email }: { id: string; email: string }) => ({
  targetType: "user",
  targetId: id,
  targetName: email,
});

/**
 * Sets a new password for whoever holds the link, and ends every session and every other link of the account. Who has
 * the mail has confirmed the address.
 * @throws AppError not-allowed (no such link, blocked account), invalid-input, too-many-attempts
 */
export async function resetByLink(input: ResetInput, actor: Actor, now = new Date()): Promise<SignedIn> {
  return openByLink(input, { purpose: "reset", action: "user.reset-password-by-mail", actor, now });
}

/** Opens the account that somebody was invited to. @throws AppError as `resetByLink` */
export async function acceptInvitation(
  input: AcceptInput,
  actor: Actor,
  now = new Date(),
): Promise<SignedIn> {
  return openByLink(input, { purpose: "invite", action: "user.accept-invitation", actor, now });
}

interface LinkUse {
  purpose: Extract<LinkPurpose, "reset" | "invite">;
  action: string;
  actor: Actor;
  now: Date;
}

async function openByLink(
  { token, password, name }: ResetInput & { name?: string },
  { purpose, action, actor, now }: LinkUse,
): Promise<SignedIn> {
  const given = { token, purpose, now };
  const invalid = () => new AppError("not-allowed", userMessages.linkInvalid);
  const owner = await findLinkOwner(db(), given);
  await countArrival(actor, now);
  if (!owner) throw invalid();
  const fault = findPasswordFault(password, { email: owner.email, name: name ?? owner.name });
  if (fault) throw fieldError("password", fault);
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    if (!(await spendLink(tx, given))) throw invalid();
    const { count } = await tx.user.updateMany({
      where: { id: owner.id, NOT: { state: "blocked" } },
      data: {
        ...(name !== undefined && { name }),
        passwordHash,
        state: "active",
        sessionVersion: { increment: 1 },
        lastSignInAt: now,
      },
    });
    if (count === 0) throw new AppError("not-allowed", userMessages.accountBlocked);
    await tx.user.updateMany({
      where: { id: owner.id, emailConfirmedAt: null },
      data: { emailConfirmedAt: now },
    });
    await endLinks(tx, owner.id);
    await forgiveGuesses(tx, { email: owner.email, address: actor.address }, now);
    await recordAudit(tx, actor, { action, ...targetOf(owner) });
    if (owner.state === "pending") await tellJoined(tx, { ...owner, name: name ?? owner.name }, now);
    await raiseRevision(tx, "subscriptions");
    return tx.user.findUniqueOrThrow({
      where: { id: owner.id },
      select: { id: true, email: true, name: true, sessionVersion: true },
    });
  });
}
