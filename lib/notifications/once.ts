import { setImmediate as nextTurn } from "node:timers/promises";
import { db, type Transaction, transact } from "@/lib/db/client";

/** What is told once, whichever process looks, and noted in the transaction that tells it. */
export interface Telling {
  key: string;
  tell(tx: Transaction): Promise<void>;
}

/** A query with many more values is refused. */
const keysAtATime = 500;

/** Which of these were told, to the end. */
export async function toldAmong(keys: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>();
  for (let start = 0; start < keys.length; start += keysAtATime) {
    const some = keys.slice(start, start + keysAtATime);
    const rows = await db().toldOnce.findMany({
      where: { key: { in: some }, after: null },
      select: { key: true },
    });
    for (const { key } of rows) told.add(key);
    await nextTurn();
  }
  return told;
}

/**
 * Tells each of these that was not told yet, with a turn of the loop after each: SQLite answers without one, and calls
 * would wait for all of them.
 */
export async function tellEach(tellings: readonly Telling[], signal?: AbortSignal): Promise<void> {
  const told = await toldAmong(tellings.map(({ key }) => key));
  for (const telling of tellings) {
    if (signal?.aborted) return;
    if (told.has(telling.key)) continue;
    await tellOnce(telling);
    await nextTurn();
  }
}

async function tellOnce({ key, tell }: Telling): Promise<void> {
  await transact(async (tx) => {
    if (await begin(tx, { key, after: null })) await tell(tx);
  });
}

/** Whether this is told for the first time; from then on it is not. */
async function begin(tx: Transaction, { key, after }: { key: string; after: string | null }) {
  const rows = await tx.$executeRaw`
    INSERT INTO "ToldOnce" ("key", "after") VALUES (${key}, ${after}) ON CONFLICT DO NOTHING`;
  return rows > 0;
}

/** Tells those who come after an id ("" for the first ones); answers the id of the last, or null when there are no more. */
export type TellBlock = (tx: Transaction, after: string) => Promise<string | null>;

/**
 * Tells many people block by block, each in a short transaction that also notes how far it came: everybody is told once,
 * by however many processes, and who finds it half told goes on from there.
 */
export async function tellInBlocks(key: string, tellBlock: TellBlock, signal?: AbortSignal): Promise<void> {
  const told = await db().toldOnce.findUnique({ where: { key } });
  if (told?.after === null) return;
  while (!signal?.aborted) {
    const isDone = await transact(async (tx) => {
      await begin(tx, { key, after: "" });
      // A write, so that of several processes one after the other is here.
      const { count } = await tx.toldOnce.updateMany({
        where: { key, NOT: { after: null } },
        data: { at: new Date() },
      });
      const row = count === 0 ? null : await tx.toldOnce.findUnique({ where: { key } });
      if (typeof row?.after !== "string") return true;
      const after = await tellBlock(tx, row.after);
      await tx.toldOnce.update({ where: { key }, data: { after } });
      return after === null;
    });
    if (isDone) return;
    await nextTurn();
  }
}

const keptDays = 400;

/** Forgets what was told so long ago that it cannot come up again; a quota without periods (its key has no end) can. */
export async function forgetOldTellings(now = new Date()): Promise<void> {
  const old = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1000);
  await transact((tx) =>
    tx.toldOnce.deleteMany({ where: { at: { lt: old }, NOT: { key: { endsWith: ":" } } } }),
  );
}
