import type { ForgetBlock } from "@/lib/audit/scrub";
import { openBody, sealBody, searchTextOf } from "./outbox";

const mailsAtOnce = 100;

/** Takes a person out of the outbox: mails to them go, mails to others lose email and name. */
export const forgetInOutbox: ForgetBlock = async (tx, { email, leftAt, scrub }, after) => {
  const mails = await tx.outboxMail.findMany({
    where: { id: { gt: after }, createdAt: { lte: leftAt } },
    orderBy: { id: "asc" },
    take: mailsAtOnce,
    select: { id: true, recipient: true, subject: true, bodySealed: true },
  });
  const own = mails.filter(({ recipient }) => recipient === email).map(({ id }) => id);
  await tx.outboxMail.deleteMany({ where: { id: { in: own } } });
  for (const { id, recipient, subject, bodySealed } of mails) {
    if (recipient === email) continue;
    const body = openBody({ id, bodySealed });
    const left = { subject: scrub(subject), body: body && scrub(body) };
    if (left.subject === subject && left.body === body) continue;
    await tx.outboxMail.update({
      where: { id },
      data: {
        subject: left.subject,
        searchText: searchTextOf({ recipient, subject: left.subject }),
        ...(left.body !== null && { bodySealed: sealBody(id, left.body) }),
      },
    });
  }
  return mails.at(-1)?.id ?? null;
};
