import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, transact } from "@/lib/db/client";
import { AppError, fieldError } from "@/lib/errors";
import { identityMessages } from "@/lib/messages/en/identities";
import { userMessages } from "@/lib/messages/en/users";
import { requirePassword } from "@/lib/users/current-password";
import { forgiveGuesses } from "@/lib/users/guess-limit";
import type { ConfirmedPerson } from "./claims";
import { findSignInProvider } from "./queries";
import type { LinkInput } from "./schema";

const text = identityMessages.own;

interface Owner {
  id: string;
  email: string;
}

const targetOf = ({ id, email }: Owner) => ({ targetType: "user", targetId: id, targetName: email });

/**
 * Lets somebody who is signed in link an account of a provider: it will be a way in for good, so a session alone, which
 * may be borrowed, is not enough where there is a password.
 * @throws AppError not-found, invalid-input naming the field, too-many-attempts.
 */
export async function startLinking(
  owner: Owner,
  { providerId, currentPassword }: LinkInput,
  actor: Actor,
  now = new Date(),
): Promise<void> {
  if (!(await findSignInProvider(providerId))) throw new AppError("not-found", identityMessages.missing);
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: owner.id } });
  if (passwordHash === null) return;
  if (currentPassword === undefined) throw fieldError("currentPassword", userMessages.passwordNeeded);
  const asked = { owner, passwordHash, given: currentPassword, field: "currentPassword" };
  const guess = await requirePassword({ ...asked, failure: "user.link-identity-failed" }, actor, now);
  await transact((tx) => forgiveGuesses(tx, guess, now));
}

/**
 * Links an identity to the account of whoever is signed in, and has just shown to be its owner. Which email it has does
 * not matter: both ends are in one hand.
 * @returns why not, or null.
 */
export async function linkIdentity(
  owner: Owner,
  { provider, person }: { provider: { id: string; name: string }; person: ConfirmedPerson },
  actor: Actor,
): Promise<"link-taken" | "link-exists" | null> {
  const { subject, label } = person;
  return transact(async (tx) => {
    const taken = await tx.identity.findUnique({
      where: { providerId_subject: { providerId: provider.id, subject } },
    });
    if (taken) return taken.userId === owner.id ? null : "link-taken";
    if (await tx.identity.findFirst({ where: { userId: owner.id, providerId: provider.id } })) {
      return "link-exists";
    }
    await tx.identity.create({ data: { providerId: provider.id, subject, userId: owner.id, label } });
    await recordAudit(tx, actor, {
      action: "user.link-identity",
      ...targetOf(owner),
      after: { provider: provider.name, account: label },
    });
    return null;
  });
}

/** Unlinks one of one's own identities; never the last way in. @throws AppError not-found, conflict */
export async function unlinkIdentity(owner: Owner, providerId: string, actor: Actor): Promise<void> {
  await transact(async (tx) => {
    // A write that changes nothing: of two identities unlinked at once, the second waits, and finds itself the last.
    await tx.user.update({ where: { id: owner.id }, data: { id: owner.id } });
    const { passwordHash, identities } = await tx.user.findUniqueOrThrow({
      where: { id: owner.id },
      select: {
        passwordHash: true,
        identities: {
          select: {
            providerId: true,
            subject: true,
            label: true,
            provider: { select: { name: true, active: true } },
          },
        },
      },
    });
    const own = identities.find((identity) => identity.providerId === providerId);
    if (!own) throw new AppError("not-found", text.missing);
    const others = identities.filter((identity) => identity !== own && identity.provider.active);
    if (passwordHash === null && others.length === 0) throw new AppError("conflict", text.onlyWayIn);
    await tx.identity.delete({ where: { providerId_subject: { providerId, subject: own.subject } } });
    await recordAudit(tx, actor, {
      action: "user.unlink-identity",
      ...targetOf(owner),
      before: { provider: own.provider.name, account: own.label },
    });
  });
}
