import type { Person } from "@/lib/audit/scrub";
import type { Transaction } from "@/lib/db/client";
import { openBody, sealBody } from "./outbox";

/** Takes a person out of the outbox: mails to them go, mails to others lose email and name. */
export async function forgetInOutbox(
  tx: Transaction,
  { email }: Person,
  scrub: (text: string) => string,
): Promise<void> {
  await tx.outboxMail.deleteMany({ where: { recipient: email } });
  const mails = await tx.outboxMail.findMany({ select: { id: true, subject: true, bodySealed: true } });
  for (const { id, subject, bodySealed } of mails) {
    const body = openBody({ id, bodySealed });
    const left = { subject: scrub(subject), body: body && scrub(body) };
    if (left.subject === subject && left.body === body) continue;
    await tx.outboxMail.update({
      where: { id },
      data: { subject: left.subject, ...(left.body !== null && { bodySealed: sealBody(id, left.body) }) },
    });
  }
}
