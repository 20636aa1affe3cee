import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { findLinkOwner, type LinkPurpose } from "@/lib/mail/links";

/** What people see of their own account. */
export interface Profile {
  id: string;
  email: string;
  name: string;
  role: "admin" | "developer";
  lastSignInAt: Date | null;
  createdAt: Date;
}

/** @throws AppError not-found */
export async function getProfile(userId: string): Promise<Profile> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { id: true, email: true, name: true, role: true, lastSignInAt: true, createdAt: true },
  });
  if (!user) throw new AppError("not-found", "There is no such account.");
  return { ...user, role: user.role === "admin" ? "admin" : "developer" };
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
