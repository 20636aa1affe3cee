import { setImmediate } from "node:timers/promises";
import { db, type Prisma } from "@/lib/db/client";

/** What one statement reads at most, about: on SQLite all callers of the gateway wait while it runs. */
export const callsPerBlock = 5_000;

/** From which moment on, and which way: towards the newest calls, or the oldest. */
export interface BlocksFrom {
  start: Date;
  order: "asc" | "desc";
  size?: number;
}

/** Spans of time that hold about `size` calls each, one after another; between them it is others' turn. */
export async function* callBlocks({
  start,
  order,
  size = callsPerBlock,
}: BlocksFrom): AsyncGenerator<Prisma.DateTimeFilter> {
  const span = (from: Date, end?: Date): Prisma.DateTimeFilter =>
    order === "asc" ? { gte: from, ...(end && { lt: end }) } : { lte: from, ...(end && { gt: end }) };
  let from = start;
  for (;;) {
    const next = await db().call.findFirst({
      where: { at: span(from) },
      orderBy: { at: order },
      skip: size,
      select: { at: true },
    });
    // Where all of a block are of one moment, the rest is read at once.
    if (next === null || next.at.getTime() === from.getTime()) return yield span(from);
    yield span(from, next.at);
    from = next.at;
    await setImmediate();
  }
}
