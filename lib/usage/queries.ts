import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { usageMessages as text } from "@/lib/messages/en/usage";
import { canSeeAllCalls } from "./permissions";

export type Viewer = Parameters<typeof canSeeAllCalls>[0];

/** @throws AppError not-allowed */
export function requireAllCalls(viewer: Viewer): void {
  if (!canSeeAllCalls(viewer)) throw new AppError("not-allowed", text.adminsOnly);
}

/** All calls since a time: how many, and how they went. @throws AppError not-allowed */
export async function summariseCalls(viewer: Viewer, since: Date) {
  requireAllCalls(viewer);
  const byStatus = await db().call.groupBy({
    by: ["status"],
    where: { at: { gte: since } },
    _count: true,
  });
  const count = (from: number, to: number) =>
    byStatus.reduce((sum, row) => (row.status >= from && row.status < to ? sum + row._count : sum), 0);
  return { calls: count(0, 1000), clientErrors: count(400, 500), serverErrors: count(500, 600) };
}
