import type { Transaction } from "@/lib/db/client";
import { joined, sql } from "@/lib/db/sql";

const rowsAtOnce = 200;

/** Puts operations at their places in their API, many in one statement: one that comes first moves all others. */
export async function placeOperations(
  tx: Transaction,
  places: readonly { id: string; position: number }[],
): Promise<void> {
  for (let start = 0; start < places.length; start += rowsAtOnce) {
    const rows = places
      .slice(start, start + rowsAtOnce)
      .map(({ id, position }) => sql`(${id}, CAST(${position} AS INTEGER))`);
    await tx.$executeRaw`
      WITH placed ("id", "position") AS (VALUES ${joined(rows)})
      UPDATE "Operation" SET "position" = placed."position" FROM placed WHERE "Operation"."id" = placed."id"`;
  }
}
