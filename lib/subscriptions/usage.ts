import { db } from "@/lib/db/client";
import type { ProductLimit } from "@/lib/products/schema";
import type { LimitUsage } from "./schema";

interface LimitedSubscription {
  id: string;
  /** Quota periods are counted from here; null before it was ever active. */
  startsAtMs: number | null;
  limits: readonly ProductLimit[];
}

/**
 * The usage of several subscriptions against their products' limits, by subscription id: quotas as the gateways have
 * stored them, rates as the calls recorded in the window tell (both at most a second or so behind).
 */
export async function readUsage(
  subscriptions: readonly LimitedSubscription[],
  nowMs: number = Date.now(),
): Promise<Map<string, LimitUsage[]>> {
  const [quotas, rates] = await Promise.all([
    readQuotas(subscriptions, nowMs),
    readRates(subscriptions, nowMs),
  ]);
  return new Map(
    subscriptions.map(({ id, startsAtMs, limits }) => [
      id,
      limits.flatMap(({ id: limitId, kind, measure, limit, periodSeconds }) => {
        // How many calls are under way at once, only the gateways know.
        if (kind === "concurrency") return [];
        const startMs = kind === "quota" ? periodStartAt(startsAtMs, periodSeconds, nowMs) : null;
        const used =
          kind === "rate"
            ? rates.get(`${id} ${periodSeconds}`)
            : quotas.get(`${id} ${limitId} ${startMs ?? ""}`);
        const resetsAtMs = startMs === null || periodSeconds === 0 ? null : startMs + periodSeconds * 1000;
        return [{ limitId, kind, measure, limit, periodSeconds, used: used ?? 0, resetsAtMs }];
      }),
    ]),
  );
}

/** The start of the period that a moment is in, as the gateways count it. */
export function periodStartAt(
  startsAtMs: number | null,
  periodSeconds: number,
  nowMs: number,
): number | null {
  if (startsAtMs === null || periodSeconds === 0) return startsAtMs;
  const lengthMs = periodSeconds * 1000;
  return startsAtMs + Math.floor((nowMs - startsAtMs) / lengthMs) * lengthMs;
}

async function readQuotas(
  subscriptions: readonly LimitedSubscription[],
  nowMs: number,
): Promise<Map<string, number>> {
  const periods = subscriptions.flatMap(({ id, startsAtMs, limits }) =>
    limits.flatMap((limit) => {
      const startMs = periodStartAt(startsAtMs, limit.periodSeconds, nowMs);
      if (limit.kind !== "quota" || startMs === null) return [];
      return [{ subscriptionId: id, limitId: limit.id, periodStart: new Date(startMs) }];
    }),
  );
  if (periods.length === 0) return new Map();
  const rows = await db().quotaUsage.findMany({ where: { OR: periods } });
  return new Map(
    rows.map((row) => [
      `${row.subscriptionId} ${row.limitId} ${row.periodStart.getTime()}`,
      Number(row.used),
    ]),
  );
}

/** Refusals that come before a call is counted have no place in a rate; those of the backend do. */
const counted = { OR: [{ refusal: null }, { refusal: { startsWith: "backend-" } }] };

async function readRates(
  subscriptions: readonly LimitedSubscription[],
  nowMs: number,
): Promise<Map<string, number>> {
  const idsByPeriod = new Map<number, string[]>();
  for (const { id, limits } of subscriptions) {
    for (const { kind, periodSeconds } of limits) {
      if (kind === "rate") idsByPeriod.set(periodSeconds, [...(idsByPeriod.get(periodSeconds) ?? []), id]);
    }
  }
  const used = new Map<string, number>();
  for (const [periodSeconds, ids] of idsByPeriod) {
    const rows = await db().call.groupBy({
      by: ["subscriptionId"],
      where: {
        subscriptionId: { in: ids },
        at: { gt: new Date(nowMs - periodSeconds * 1000), lte: new Date(nowMs) },
        ...counted,
      },
      _count: true,
    });
    for (const row of rows) used.set(`${row.subscriptionId} ${periodSeconds}`, row._count);
  }
  return used;
}
