import { aliasOf, type Person } from "@/lib/audit/scrub";
import type { Transaction } from "@/lib/db/client";

/** Takes a person out of what is said of revisions: who published them, and their notes. */
export async function forgetInRevisions(
  tx: Transaction,
  person: Person,
  scrub: (text: string) => string,
): Promise<void> {
  const { email } = person;
  await tx.apiRevision.updateMany({ where: { actorName: email }, data: { actorName: aliasOf(person) } });
  const noted = await tx.apiRevision.findMany({
    where: { note: { not: null } },
    select: { apiId: true, number: true, note: true },
  });
  for (const { apiId, number, note } of noted) {
    const left = note && scrub(note);
    if (left === note) continue;
    await tx.apiRevision.update({ where: { apiId_number: { apiId, number } }, data: { note: left } });
  }
}
