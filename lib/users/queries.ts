import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { findLinkOwner, type LinkPurpose } from "@/lib/mail/links";

/** A deleted account leaves a row without its person, which is nobody's account. */
export const existing = { NOT: { state: "deleted" } };

/** What people see of their own account. */
export interface Profile {
  id: string;
  email: string;
  name: string;
  role: "admin" | "developer";
  lastSignInAt: Date | null;
  createdAt: Date;
  hasPassword: boolean;
}

/** @throws AppError not-found */
export async function getProfile(userId: string): Promise<Profile> {
  const found = await db().user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      lastSignInAt: true,
      createdAt: true,
      passwordHash: true,
    },
  });
  if (!found) throw new AppError("not-found", "There is no such account.");
  const { passwordHash, role, ...user } = found;
  return {
    ...user,
    role: role === "admin" ? "admin" : "developer",
    hasPassword: passwordHash !== null,
  };
}

/** Whose mailed link this is, for the page it leads to; null when it is over. */
export async function findLinkHolder(
  token: string,
  purpose: LinkPurpose,
): Promise<{ email: string; name: string } | null> {
  const owner = await findLinkOwner(db(), { token, purpose, now: new Date() });
  return owner && { email: owner.email, name: owner.name };
}

/** Whether anybody can administrate this portal yet. */
export async function hasAdministrator(): Promise<boolean> {
  return (await db().user.findFirst({ where: { role: "admin" }, select: { id: true } })) !== null;
}
