import { type Actor, recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { outboxMessages as text } from "@/lib/messages/en/outbox";
import { requireMailAdmin } from "./queries";

/** Lets a mail that has failed be tried anew, from now. @throws AppError not-allowed, not-found or conflict */
export async function sendAgain(
  { viewer, actor }: { viewer: Viewer; actor: Actor },
  mailId: string,
  now = new Date(),
): Promise<void> {
  requireMailAdmin(viewer);
  await transact(async (tx) => {
    const { count } = await tx.outboxMail.updateMany({
      where: { id: mailId, state: "failed", NOT: { bodySealed: null } },
      data: { state: "waiting", attempts: 0, nextAttemptAt: now },
    });
    const mail = await tx.outboxMail.findUnique({ where: { id: mailId }, select: { recipient: true } });
    if (!mail) throw new AppError("not-found", text.missing);
    if (count === 0) throw new AppError("conflict", text.notFailed);
    await recordAudit(tx, actor, {
      action: "mail.send-again",
      targetType: "mail",
      targetId: mailId,
      targetName: mail.recipient,
    });
  });
}
