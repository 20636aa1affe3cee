import { randomBytes } from "node:crypto";
import type { Transaction } from "@/lib/db/client";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";

/** What a mailed link lets its holder do. */
export type LinkPurpose = "confirm" | "reset" | "invite";

const hourMs = 60 * 60 * 1000;

/** How long a link works. */
export const linkHours: Record<LinkPurpose, number> = { confirm: 48, reset: 1, invite: 7 * 24 };

const hashOf = (token: string) => hashKey(token, installedSecrets().mailLink);

interface NewLink {
  userId: string;
  purpose: LinkPurpose;
  now: Date;
}

/** Makes a link's token, which only the mail will know. Earlier links of the same purpose end. */
export async function issueLink(tx: Transaction, { userId, purpose, now }: NewLink) {
  await tx.mailLink.deleteMany({ where: { userId, purpose } });
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + linkHours[purpose] * hourMs);
  await tx.mailLink.create({ data: { hash: hashOf(token), userId, purpose, createdAt: now, expiresAt } });
  return { token, expiresAt };
}

interface GivenLink {
  token: string;
  purpose: LinkPurpose;
  now: Date;
}

/** Whose link it is; null when there is no such link any more. Leaves it as it is. */
export async function findLinkOwner(tx: Pick<Transaction, "mailLink">, { token, purpose, now }: GivenLink) {
  const link = await tx.mailLink.findFirst({
    where: { hash: hashOf(token), purpose, expiresAt: { gt: now } },
    select: { user: { select: { id: true, email: true, name: true, state: true, passwordHash: true } } },
  });
  return link?.user ?? null;
}

/** Uses a link up: of two who bring it at once, one gets true. */
export async function spendLink(tx: Transaction, { token, purpose, now }: GivenLink): Promise<boolean> {
  const { count } = await tx.mailLink.deleteMany({
    where: { hash: hashOf(token), purpose, expiresAt: { gt: now } },
  });
  return count === 1;
}

/** Ends every link of an account: after a new password there is no use for them. */
export async function endLinks(tx: Transaction, userId: string): Promise<void> {
  await tx.mailLink.deleteMany({ where: { userId } });
}
