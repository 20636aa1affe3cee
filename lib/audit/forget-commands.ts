import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { db, type Prisma, type Transaction } from "@/lib/db/client";
import { joined } from "@/lib/db/sql";
import { deletionMessages as text } from "@/lib/messages/en/deletion";
import { aliasOf, containing, type Departed, type ForgetBlock, scrubData } from "./scrub";

const ids = z.array(z.object({ id: z.string() }));

const lookedAtOnce = 1_000;
const changedAtOnce = 100;

/**
 * Takes a person out of the log: events stay, under the account's id; email, name and the addresses they came from go.
 */
export const forgetInAuditLog: ForgetBlock = async (tx, person, after) => {
  const page = await tx.auditEvent.findMany({
    where: { id: { gt: after }, at: { lte: person.leftAt } },
    orderBy: { id: "asc" },
    take: lookedAtOnce,
    select: { id: true },
  });
  if (page.length === 0) return null;
  const found = await eventsAbout(tx, person, idsOf(page));
  if (found.length > 0) await forgetInEvents(tx, person, found);
  return (found.length < changedAtOnce ? page.at(-1)?.id : found.at(-1)) ?? null;
};

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** Events of the person, and those that name the address in target or values: the first of them. */
async function eventsAbout(
  tx: Transaction,
  { id, email }: Departed,
  among: readonly string[],
): Promise<string[]> {
  const address = containing(email);
  const rows = await tx.$queryRaw`
    SELECT "id" FROM "AuditEvent" WHERE "id" IN (${joined(among)}) AND ("actorId" = ${id} OR "targetId" = ${id}
      OR CAST("before" AS TEXT) LIKE ${address} ESCAPE '!' OR CAST("after" AS TEXT) LIKE ${address} ESCAPE '!'
      OR "targetName" LIKE ${address} ESCAPE '!') ORDER BY "id" LIMIT ${changedAtOnce}`;
  return idsOf(ids.parse(rows));
}

async function forgetInEvents(tx: Transaction, person: Departed, found: readonly string[]): Promise<void> {
  const { id, email } = person;
  const alias = aliasOf(person);
  // What they did, and what was done to them by nobody known: both tell from where.
  await tx.$executeRaw`
    UPDATE "AuditEvent" SET
      "actorName" = REPLACE("actorName", ${email}, ${alias}),
      "targetName" = CASE WHEN "targetName" = ${email} THEN ${alias} ELSE "targetName" END,
      "searchText" = REPLACE(REPLACE("searchText", ${email}, ${alias}), LOWER(COALESCE("address", '')), ''),
      "address" = NULL
    WHERE "id" IN (${joined(found)}) AND ("actorId" = ${id} OR ("actorId" IS NULL AND "targetName" = ${email}))`;
  await tx.$executeRaw`
    UPDATE "AuditEvent" SET
      "targetName" = ${alias},
      "searchText" = REPLACE("searchText", ${email}, ${alias})
    WHERE "id" IN (${joined(found)}) AND "targetName" = ${email}`;
  const events = await tx.auditEvent.findMany({ where: { id: { in: [...found] } }, select: naming });
  for (const event of events) await scrubEvent(tx, event, person);
}

const naming = {
  id: true,
  targetType: true,
  targetId: true,
  targetName: true,
  searchText: true,
  before: true,
  after: true,
} satisfies Prisma.AuditEventSelect;

async function scrubEvent(
  tx: Transaction,
  event: Prisma.AuditEventGetPayload<{ select: typeof naming }>,
  { id: personId, scrub }: Departed,
): Promise<void> {
  const { id, before, after, targetName, searchText } = event;
  const isTheirs = event.targetType === "user" && event.targetId === personId;
  const scrubValues = (values: unknown) => scrubData(isTheirs ? withoutName(values) : values, scrub);
  const scrubbed = {
    targetName: scrub(targetName),
    searchText: scrub(searchText).toLowerCase(),
    before: scrubValues(before),
    after: scrubValues(after),
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

const named = z.looseObject({ name: z.string().min(1) });

/** Values of an account without its name: whoever had very many names had more than are looked for. */
function withoutName(values: unknown): unknown {
  const account = named.safeParse(values).data;
  return account ? { ...account, name: text.nobody } : values;
}

const mostNames = 300;
const readAtOnce = 500;

/** What the log says that a person was called before: the last names of very many. */
export async function earlierNames(userId: string): Promise<string[]> {
  const lastUse = new Map<string, number>();
  for (let place: string | undefined = ""; place !== undefined; ) {
    const events: NamingEvent[] = await db().auditEvent.findMany({
      where: { targetType: "user", targetId: userId, id: { gt: place } },
      orderBy: { id: "asc" },
      take: readAtOnce,
      select: { id: true, at: true, before: true, after: true },
    });
    for (const { at, before, after } of events) {
      for (const value of [before, after]) {
        const name = named.safeParse(value).data?.name;
        if (name !== undefined) lastUse.set(name, Math.max(at.getTime(), lastUse.get(name) ?? 0));
      }
    }
    place = events.length < readAtOnce ? undefined : events.at(-1)?.id;
    await nextTurn();
  }
  const byUse = [...lastUse].sort(([, a], [, b]) => b - a);
  return byUse.slice(0, mostNames).map(([name]) => name);
}

type NamingEvent = Prisma.AuditEventGetPayload<{
  select: { id: true; at: true; before: true; after: true };
}>;
