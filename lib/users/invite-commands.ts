import { type Actor, recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { userMessages } from "@/lib/messages/en/users";
import { requireUserAdmin, type UserGovernor } from "./govern-queries";
import type { NewUserInput } from "./govern-schema";
import { mailConfirmation, mailInvitation } from "./link-mails";

interface Governor {
  viewer: UserGovernor;
  actor: Actor;
}

/**
 * Invites somebody by mail: an account that waits until its owner has chosen a password.
 * @throws AppError not-allowed, or invalid-input naming the field.
 */
export async function inviteUser(
  { viewer, actor }: Governor,
  { name, email, role }: NewUserInput,
  now = new Date(),
): Promise<{ id: string }> {
  requireUserAdmin(viewer);
  try {
    return await transact(async (tx) => {
      const user = await tx.user.create({
        data: { name, email, role, state: "pending" },
        select: { id: true, email: true, name: true },
      });
      await recordAudit(tx, actor, {
        action: "user.invite",
        targetType: "user",
        targetId: user.id,
        targetName: email,
        after: { name, email, role },
      });
      await mailInvitation(tx, user, { actorName: actor.name, now });
      return { id: user.id };
    });
  } catch (error) {
    if (isUniqueViolation(error, "email")) throw fieldError("email", userMessages.emailTaken);
    throw error;
  }
}

/**
 * Mails the link anew that somebody has not used yet: the invitation, or the confirmation of who signed up.
 * @throws AppError not-allowed, not-found or conflict
 */
export async function mailLinkAgain(
  { viewer, actor }: Governor,
  userId: string,
  now = new Date(),
): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const user = await tx.user.findUnique({
      where: { id: userId },
      select: { id: true, email: true, name: true, state: true, passwordHash: true },
    });
    if (!user) throw new AppError("not-found", text.missing);
    if (user.state !== "pending") throw new AppError("conflict", userMessages.notPending);
    if (user.passwordHash === null) await mailInvitation(tx, user, { actorName: actor.name, now });
    else await mailConfirmation(tx, user, now);
    await recordAudit(tx, actor, {
      action: "user.mail-link",
      targetType: "user",
      targetId: userId,
      targetName: user.email,
    });
  });
}
