import { z } from "zod";
import type { Prisma, Transaction } from "@/lib/db/client";
import { aliasOf, containing, type Person, scrubData } from "./scrub";

const ids = z.array(z.object({ id: z.string() }));
const atOnce = 500;

/**
 * Takes a person out of the log, inside the transaction that deletes their account: events stay, under the account's
 * id; email, name and the addresses they came from go.
 */
export async function forgetInAuditLog(
  tx: Transaction,
  person: Person,
  scrub: (text: string) => string,
): Promise<void> {
  const { id, email } = person;
  const alias = aliasOf(person);
  // What they did, and what was done to them by nobody known: both tell from where.
  await tx.$executeRaw`
    UPDATE "AuditEvent" SET
      "actorName" = REPLACE("actorName", ${email}, ${alias}),
      "targetName" = CASE WHEN "targetName" = ${email} THEN ${alias} ELSE "targetName" END,
      "searchText" = REPLACE(REPLACE("searchText", ${email}, ${alias}), LOWER(COALESCE("address", '')), ''),
      "address" = NULL
    WHERE "actorId" = ${id} OR ("actorId" IS NULL AND "targetName" = ${email})`;
  await tx.$executeRaw`
    UPDATE "AuditEvent" SET
      "targetName" = ${alias},
      "searchText" = REPLACE("searchText", ${email}, ${alias})
    WHERE "targetName" = ${email}`;
  const found = await eventsAbout(tx, person);
  for (let from = 0; from < found.length; from += atOnce) {
    const events = await tx.auditEvent.findMany({
      where: { id: { in: found.slice(from, from + atOnce) } },
      select: { id: true, targetName: true, searchText: true, before: true, after: true },
    });
    for (const event of events) await scrubEvent(tx, event, scrub);
  }
}

/** Events of the person, and those that name the address in target or values. */
async function eventsAbout(tx: Transaction, { id, email }: Person): Promise<string[]> {
  const address = containing(email);
  const rows = await tx.$queryRaw`
    SELECT "id" FROM "AuditEvent" WHERE "actorId" = ${id} OR "targetId" = ${id}
      OR CAST("before" AS TEXT) LIKE ${address} ESCAPE '!' OR CAST("after" AS TEXT) LIKE ${address} ESCAPE '!'
      OR "targetName" LIKE ${address} ESCAPE '!'`;
  return ids.parse(rows).map((row) => row.id);
}

type NamingEvent = Prisma.AuditEventGetPayload<{
  select: { id: true; targetName: true; searchText: true; before: true; after: true };
}>;

async function scrubEvent(
  tx: Transaction,
  event: NamingEvent,
  scrub: (text: string) => string,
): Promise<void> {
  const { id, before, after, targetName, searchText } = event;
  const scrubbed = {
    targetName: scrub(targetName),
    searchText: scrub(searchText).toLowerCase(),
    before: scrubData(before, scrub),
    after: scrubData(after, scrub),
  };
  if (JSON.stringify(scrubbed) === JSON.stringify({ targetName, searchText, before, after })) return;
  await tx.auditEvent.update({
    where: { id },
    data: {
      targetName: scrubbed.targetName,
      searchText: scrubbed.searchText,
      // Scrubbing keeps the shape of what came out of the database.
      ...(before !== null && { before: scrubbed.before as Prisma.InputJsonValue }),
      ...(after !== null && { after: scrubbed.after as Prisma.InputJsonValue }),
    },
  });
}

const named = z.object({ name: z.string().min(1) });

/** What the log says that a person was called before. */
export async function earlierNames(tx: Transaction, userId: string): Promise<string[]> {
  const events = await tx.auditEvent.findMany({
    where: { targetType: "user", targetId: userId },
    select: { before: true, after: true },
  });
  return events.flatMap(({ before, after }) =>
    [before, after].flatMap((value) => named.safeParse(value).data?.name ?? []),
  );
}
