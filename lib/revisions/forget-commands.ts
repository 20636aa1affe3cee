import { aliasOf, type ForgetBlock } from "@/lib/audit/scrub";

/** Takes a person out of what is said of revisions, one API after another: who published them, and their notes. */
export const forgetInRevisions: ForgetBlock = async (tx, person, after) => {
  const { email, leftAt, scrub } = person;
  const api = await tx.api.findFirst({
    where: { id: { gt: after } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  if (!api) return null;
  const own = { apiId: api.id, publishedAt: { lte: leftAt } };
  await tx.apiRevision.updateMany({
    where: { ...own, actorName: email },
    data: { actorName: aliasOf(person) },
  });
  const noted = await tx.apiRevision.findMany({
    where: { ...own, note: { not: null } },
    select: { apiId: true, number: true, note: true },
  });
  for (const { apiId, number, note } of noted) {
    const left = note && scrub(note);
    if (left === note) continue;
    await tx.apiRevision.update({ where: { apiId_number: { apiId, number } }, data: { note: left } });
  }
  return api.id;
};
