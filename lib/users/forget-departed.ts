import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { forgetInAuditLog } from "@/lib/audit/forget-commands";
import { type ForgetBlock, type Person, scrubber } from "@/lib/audit/scrub";
import { db, type Transaction, transact } from "@/lib/db/client";
import { log } from "@/lib/log";
import { forgetInOutbox } from "@/lib/mail/forget-commands";
import { deletionMessages as text } from "@/lib/messages/en/deletion";
import { forgetInRevisions } from "@/lib/revisions/forget-commands";
import { forgetInDeliveries } from "@/lib/webhooks/forget-commands";

/**
 * Whose account is deleted is named in logs of any length. They are gone through block by block, each in a short
 * transaction that also notes how far it came: whoever finds somebody half forgotten goes on from there, and calls are
 * answered in between.
 */

/** In this order, by the names that are noted. */
const parts: readonly { name: string; forget: ForgetBlock }[] = [
  { name: "outbox", forget: forgetInOutbox },
  { name: "audit", forget: forgetInAuditLog },
  { name: "deliveries", forget: forgetInDeliveries },
  { name: "revisions", forget: forgetInRevisions },
];

/** Notes, in the transaction that deletes an account, that its person is to be forgotten. */
export async function beginForgetting(tx: Transaction, { id, email, names }: Person): Promise<void> {
  await tx.departure.create({ data: { userId: id, email, names: [...names], part: partAt(0) } });
}

const partAt = (index: number) => parts[index]?.name ?? "";

/** So long the one who deletes an account waits for it to be forgotten; what is left is done in the background. */
const patienceMs = 2_000;

/** Forgets one person now, as far as it goes in a moment. */
export async function forgetAtOnce(userId: string): Promise<void> {
  try {
    await forget(userId, AbortSignal.timeout(patienceMs));
  } catch (error) {
    log.warn(
      { err: error },
      "a deleted account could not be forgotten at once; it will be, in the background",
    );
  }
}

/** Forgets all who are still to be forgotten. */
export async function forgetDeparted(signal?: AbortSignal): Promise<void> {
  const departed = await db().departure.findMany({ orderBy: { leftAt: "asc" }, select: { userId: true } });
  for (const { userId } of departed) await forget(userId, signal);
}

async function forget(userId: string, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && !(await forgetBlock(userId))) await nextTurn();
}

const names = z.array(z.string());

/** Answers whether that was all. */
async function forgetBlock(userId: string): Promise<boolean> {
  return transact(async (tx) => {
    // A write that changes nothing: of several processes, one after the other is here.
    await tx.departure.updateMany({ where: { userId }, data: { userId } });
    const found = await tx.departure.findUnique({ where: { userId } });
    if (!found) return true;
    const index = Math.max(
      0,
      parts.findIndex(({ name }) => name === found.part),
    );
    const person = { id: userId, email: found.email, names: names.parse(found.names) };
    const departed = { ...person, leftAt: found.leftAt, scrub: scrubber(person, text.nobody) };
    const last = (await parts[index]?.forget(tx, departed, found.after)) ?? null;
    if (last === null && index === parts.length - 1) {
      await tx.departure.delete({ where: { userId } });
      return true;
    }
    const data = last === null ? { part: partAt(index + 1), after: "" } : { after: last };
    await tx.departure.update({ where: { userId }, data });
    return false;
  });
}
