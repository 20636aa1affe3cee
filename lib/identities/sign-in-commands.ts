import { type Actor, anonymousActor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { endLinks } from "@/lib/mail/links";
import { forgiveArrival } from "@/lib/users/guess-limit";
import { tellJoined } from "@/lib/users/link-mails";
import { maySignUp, type SignUpSettings } from "@/lib/users/sign-up-schema";
import { getSignUpSettings } from "@/lib/users/sign-up-settings";
import type { ConfirmedPerson } from "./claims";

/** Why somebody whom a provider has confirmed is not signed in all the same. */
export type Refusal =
  | "not-allowed"
  | "not-confirmed"
  | "email-unverified"
  | "sign-up-closed"
  | "identity-differs";

export type IdentitySignIn = { user: { id: string; sessionVersion: number } } | { refused: Refusal };

interface Arrival {
  provider: { id: string; name: string };
  person: ConfirmedPerson;
  from: Pick<Actor, "address" | "requestId">;
  now: Date;
}

const userFields = {
  id: true,
  email: true,
  name: true,
  state: true,
  sessionVersion: true,
  emailConfirmedAt: true,
} as const;

interface FoundUser {
  id: string;
  email: string;
  name: string;
  state: string;
  sessionVersion: number;
  emailConfirmedAt: Date | null;
}

/**
 * Signs in whom a provider has confirmed: by the identity that is linked; else by a verified email, to the account that
 * has it, or to one that the sign-up rules let them open. See docs/decisions/093-linked-by-verified-email.md.
 */
export async function signInWithIdentity(arrival: Arrival): Promise<IdentitySignIn> {
  const rules = await getSignUpSettings();
  return transact(async (tx) => {
    const found = await findOrOpen(tx, arrival, rules);
    const refused = "refused" in found ? found.refused : stateRefuses(found.user);
    if (refused !== null || "refused" in found) {
      await recordRefusal(tx, arrival, refused ?? "not-allowed");
      return { refused: refused ?? "not-allowed" };
    }
    const { user } = found;
    const { provider, person, from, now } = arrival;
    await forgiveArrival(tx, from.address, now);
    await tx.identity.update({
      where: { providerId_subject: { providerId: provider.id, subject: person.subject } },
      data: { lastUsedAt: now, label: person.label },
    });
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: now } });
    await recordAudit(
      tx,
      { id: user.id, name: user.email, ...from },
      {
        action: "user.sign-in",
        targetType: "user",
        targetId: user.id,
        targetName: user.email,
        after: { provider: provider.name },
      },
    );
    const { sessionVersion } = await tx.user.findUniqueOrThrow({
      where: { id: user.id },
      select: { sessionVersion: true },
    });
    return { user: { id: user.id, sessionVersion } };
  });
}

function stateRefuses({ state }: FoundUser): Refusal | null {
  if (state === "active") return null;
  return state === "pending" ? "not-confirmed" : "not-allowed";
}

async function findOrOpen(
  tx: Transaction,
  arrival: Arrival,
  rules: SignUpSettings,
): Promise<{ user: FoundUser } | { refused: Refusal }> {
  const { provider, person } = arrival;
  const identity = await tx.identity.findUnique({
    where: { providerId_subject: { providerId: provider.id, subject: person.subject } },
    select: { user: { select: userFields } },
  });
  if (identity) return { user: identity.user };
  const { email } = person;
  if (email === null) return { refused: "email-unverified" };
  const known = await tx.user.findUnique({ where: { email }, select: userFields });
  if (!known) {
    if (!maySignUp(rules, email)) return { refused: "sign-up-closed" };
    return { user: await openAccount(tx, { ...arrival, email }) };
  }
  if (known.state !== "active" && known.state !== "pending") return { refused: "not-allowed" };
  // The address may have passed to somebody else there: an account of the same provider stays its own.
  const other = await tx.identity.findFirst({ where: { userId: known.id, providerId: provider.id } });
  if (other) return { refused: "identity-differs" };
  const isConfirmed = known.state === "active" && known.emailConfirmedAt !== null;
  const user = isConfirmed ? known : await takeUnconfirmed(tx, { ...arrival, known });
  await link(tx, arrival, user);
  return { user };
}

/** The sign-up rules let them open an account: its email is confirmed already, and it has no password. */
async function openAccount(tx: Transaction, arrival: Arrival & { email: string }): Promise<FoundUser> {
  const { provider, person, from, now, email } = arrival;
  const user = await tx.user.create({
    data: { email, name: person.name ?? email, emailConfirmedAt: now },
    select: userFields,
  });
  await recordAudit(tx, anonymousActor(from), {
    action: "user.sign-up",
    targetType: "user",
    targetId: user.id,
    targetName: email,
    after: { email, name: user.name, provider: provider.name },
  });
  await link(tx, arrival, user);
  await tellJoined(tx, user, now);
  await raiseRevision(tx, "subscriptions");
  return user;
}

/**
 * An account whose email nobody has confirmed may have been opened by anybody: it becomes its owner's now, and nothing
 * of who was there before lives on: no password, no session, no mailed link.
 */
async function takeUnconfirmed(
  tx: Transaction,
  { known, person, provider, from, now }: Arrival & { known: FoundUser },
): Promise<FoundUser> {
  await tx.identity.deleteMany({ where: { userId: known.id } });
  await tx.accessToken.deleteMany({ where: { userId: known.id } });
  await endLinks(tx, known.id);
  const user = await tx.user.update({
    where: { id: known.id },
    data: {
      name: person.name ?? known.name,
      passwordHash: null,
      state: "active",
      emailConfirmedAt: now,
      sessionVersion: { increment: 1 },
    },
    select: userFields,
  });
  await recordAudit(tx, anonymousActor(from), {
    action: "user.confirm-email",
    targetType: "user",
    targetId: user.id,
    targetName: user.email,
    after: { provider: provider.name, passwordRemoved: true },
  });
  if (known.state === "pending") await tellJoined(tx, user, now);
  await raiseRevision(tx, "subscriptions");
  return user;
}

async function link(
  tx: Transaction,
  { provider, person, from, now }: Arrival,
  user: { id: string; email: string },
): Promise<void> {
  const { subject, label } = person;
  await tx.identity.create({
    data: { providerId: provider.id, subject, userId: user.id, label, createdAt: now },
  });
  await recordAudit(
    tx,
    { id: user.id, name: user.email, ...from },
    {
      action: "user.link-identity",
      targetType: "user",
      targetId: user.id,
      targetName: user.email,
      after: { provider: provider.name, account: label },
    },
  );
}

async function recordRefusal(
  tx: Transaction,
  { provider, person, from }: Arrival,
  reason: Refusal,
): Promise<void> {
  await recordAudit(tx, anonymousActor(from), {
    action: "user.sign-in-refused",
    targetType: "user",
    targetId: "",
    targetName: person.email ?? person.label,
    after: { provider: provider.name, reason },
  });
}
