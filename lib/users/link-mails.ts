import type { Transaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { issueLink, linkHours } from "@/lib/mail/links";
import { mailEvent, notify } from "@/lib/notifications/commands";
import { administrators } from "@/lib/notifications/receivers";

/** The mails about accounts; most carry a secret link. */

interface Receiver {
  id: string;
  email: string;
}

/** Links lead to the one public address, whatever host a request named. */
const linkTo = (page: string, token: string) => `${env().publicUrl}/${page}?token=${token}`;

export async function mailConfirmation(tx: Transaction, { id, email }: Receiver, now: Date): Promise<void> {
  const { token, expiresAt } = await issueLink(tx, { userId: id, purpose: "confirm", now });
  const values = { link: linkTo("confirm", token), hours: linkHours.confirm };
  await mailEvent(tx, { event: "account.confirm", recipient: email, values, secretUntil: expiresAt }, now);
}

export async function mailReset(tx: Transaction, { id, email }: Receiver, now: Date): Promise<void> {
  const { token, expiresAt } = await issueLink(tx, { userId: id, purpose: "reset", now });
  const values = { link: linkTo("reset", token), hours: linkHours.reset };
  await mailEvent(tx, { event: "account.reset", recipient: email, values, secretUntil: expiresAt }, now);
}

/** @param actorName who invites */
export async function mailInvitation(
  tx: Transaction,
  { id, email, name }: Receiver & { name: string },
  { actorName, now }: { actorName: string; now: Date },
): Promise<void> {
  const { token, expiresAt } = await issueLink(tx, { userId: id, purpose: "invite", now });
  const values = { link: linkTo("invitation", token), days: linkHours.invite / 24, name, actor: actorName };
  await mailEvent(tx, { event: "account.invite", recipient: email, values, secretUntil: expiresAt }, now);
}

/** Tells the administrators that somebody has opened an account. */
export async function tellJoined(
  tx: Transaction,
  { id, name, email }: Receiver & { name: string },
  now: Date,
): Promise<void> {
  const receivers = (await administrators(tx)).filter((admin) => admin.id !== id);
  const values = { name, email, link: `${env().publicUrl}/admin/users` };
  await notify(tx, { event: "user.new", values, receivers }, now);
}
