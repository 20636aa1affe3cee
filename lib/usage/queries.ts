import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { usageMessages as text } from "@/lib/messages/en/usage";
import { existing } from "@/lib/users/queries";
import { callBlocks, callsPerBlock } from "./call-blocks";
import { canSeeAllCalls } from "./permissions";

export type Viewer = Parameters<typeof canSeeAllCalls>[0];

/** @throws AppError not-allowed */
export function requireAllCalls(viewer: Viewer): void {
  if (!canSeeAllCalls(viewer)) throw new AppError("not-allowed", text.adminsOnly);
}

/**
 * All calls since a time: how many, how they went, how long they took on the whole (mean, in ms; null without calls),
 * and who and what had most of them. Read in one pass, in blocks: a day may hold very many.
 * @throws AppError not-allowed
 */
export async function summariseCalls(viewer: Viewer, since: Date, blockSize = callsPerBlock) {
  requireAllCalls(viewer);
  const groups: Awaited<ReturnType<typeof countBlock>> = [];
  for await (const at of callBlocks({ start: since, order: "asc", size: blockSize })) {
    groups.push(...(await countBlock(at)));
  }
  const count = (from: number, to: number) =>
    groups.reduce((sum, one) => (one.status >= from && one.status < to ? sum + one._count : sum), 0);
  const calls = count(0, 1000);
  const totalMs = groups.reduce((sum, one) => sum + (one._sum.durationMs ?? 0), 0);
  const [apis, products, developers] = await Promise.all([
    nameMost(groups, "apiId", (where) => db().api.findMany({ where, select: named })),
    nameMost(groups, "productId", (where) => db().product.findMany({ where, select: named })),
    nameMost(groups, "userId", (where) =>
      db().user.findMany({ where: { ...where, ...existing }, select: named }),
    ),
  ]);
  return {
    calls,
    clientErrors: count(400, 500),
    serverErrors: count(500, 600),
    meanMs: calls === 0 ? null : totalMs / calls,
    most: { apis, products, developers },
  };
}

function countBlock(at: Prisma.DateTimeFilter) {
  return db().call.groupBy({
    by: ["status", "apiId", "productId", "userId"],
    where: { at },
    _count: true,
    _sum: { durationMs: true },
  });
}

const named = { id: true, name: true } as const;
const most = 5;

type Subject = "apiId" | "productId" | "userId";

/** Those with most calls, most first; what is gone is left out. */
async function nameMost(
  groups: readonly ({ _count: number } & Record<Subject, string | null>)[],
  by: Subject,
  find: (where: { id: { in: string[] } }) => Promise<{ id: string; name: string }[]>,
) {
  const counts = new Map<string, number>();
  for (const { [by]: id, _count } of groups) {
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + _count);
  }
  // Some more than are shown, because some may be gone.
  const ranked = [...counts].sort(([, a], [, b]) => b - a).slice(0, most * 4);
  const rows = await find({ id: { in: ranked.map(([id]) => id) } });
  const found = ranked.flatMap(([id, calls]) => {
    const row = rows.find((one) => one.id === id);
    return row ? [{ ...row, calls }] : [];
  });
  return found.slice(0, most);
}
