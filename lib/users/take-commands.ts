import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import type { UserGovernor } from "./govern-queries";
import { existing } from "./queries";

/** Takes the administrators for a transaction: changes of who is one follow one another. */
export async function takeAdministrators(tx: Transaction): Promise<void> {
  const key = "administrators";
  const value = { changedAt: new Date().toISOString() };
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/**
 * Somebody else's account, with the administrators to itself: of two who would demote each other, the second finds
 * that they are none any more.
 * @throws AppError conflict, not-allowed, not-found
 */
export async function takeOther(tx: Transaction, viewer: NonNullable<UserGovernor>, userId: string) {
  if (viewer.id === userId) throw new AppError("conflict", text.notYourself);
  await takeAdministrators(tx);
  const still = await tx.user.findFirst({ where: { id: viewer.id, role: "admin", state: "active" } });
  if (!still) throw new AppError("not-allowed", text.adminsOnly);
  const user = await tx.user.findUnique({
    where: { id: userId, ...existing },
    select: { email: true, role: true, state: true, emailConfirmedAt: true, lastSignInAt: true },
  });
  if (!user) throw new AppError("not-found", text.missing);
  return user;
}
