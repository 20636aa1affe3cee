import { z } from "zod";
import { db, transact } from "@/lib/db/client";

const atOnce = 500;
const batchesAtOnce = 20;

const found = z.array(z.object({ id: z.string() }));

/**
 * Takes those whose account is deleted out of the calls they made: who called, and from where. In small batches, so that
 * nobody waits for it; calls that were still being recorded are found the next time.
 * @returns how many calls were changed.
 */
export async function forgetCallers(): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < batchesAtOnce; batch += 1) {
    const rows = found.parse(
      await db().$queryRaw`
        SELECT c."id" FROM "Call" c JOIN "User" u ON u."id" = c."userId"
        WHERE u."state" = 'deleted' LIMIT ${atOnce}`,
    );
    if (rows.length === 0) break;
    const ids = rows.map(({ id }) => id);
    await transact((tx) =>
      tx.call.updateMany({ where: { id: { in: ids } }, data: { userId: null, clientAddress: "" } }),
    );
    count += ids.length;
  }
  return count;
}
