import { randomUUID } from "node:crypto";
import type { Transaction } from "@/lib/db/client";
import { installedSecrets } from "@/lib/keys/installed";
import { seal, unseal } from "@/lib/keys/seal";
import { plainText } from "@/lib/lists/select";

/** A mail as it is handed to the outbox: plain text. */
export interface NewMail {
  /** What it tells of, e.g. "account.confirm". */
  event: string;
  recipient: string;
  subject: string;
  body: string;
  /** Until when the secret link in the body works; null when there is none. */
  secretUntil?: Date | null;
}

const placeOf = (id: string) => `mail:${id}:body`;

/**
 * Puts a mail into the outbox inside the transaction of what it tells of: both are there, or neither. The body is
 * sealed, so that a copy of the database gives away no link.
 */
export async function queueMail(
  tx: Transaction,
  { recipient, ...mail }: NewMail,
  now = new Date(),
): Promise<void> {
  await queueMails(tx, { ...mail, recipients: [recipient] }, now);
}

/** The same mail to several people, as one each. */
export async function queueMails(
  tx: Transaction,
  { recipients, body, ...rest }: Omit<NewMail, "recipient"> & { recipients: readonly string[] },
  now = new Date(),
): Promise<void> {
  const data = recipients.map((recipient) => {
    const id = randomUUID();
    const bodySealed = sealBody(id, body);
    const searchText = searchTextOf({ recipient, subject: rest.subject });
    return { ...rest, id, recipient, bodySealed, searchText, nextAttemptAt: now, createdAt: now };
  });
  await tx.outboxMail.createMany({ data });
}

/** An index holds it, and entries of indexes are short. */
const longestSearchText = 500;

/** What a mail is found by. */
export function searchTextOf({ recipient, subject }: { recipient: string; subject: string }): string {
  return plainText(`${recipient} ${subject}`).slice(0, longestSearchText);
}

export function sealBody(id: string, body: string): string {
  return seal(body, installedSecrets().mail, placeOf(id));
}

/** The body of a stored mail; null when it is gone or was sealed with another secret. */
export function openBody({ id, bodySealed }: { id: string; bodySealed: string | null }): string | null {
  if (bodySealed === null) return null;
  try {
    return unseal(bodySealed, installedSecrets().mail, placeOf(id));
  } catch {
    return null;
  }
}
