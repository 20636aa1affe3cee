import { db, transact } from "@/lib/db/client";

/** One call as it is stored; times in ms, `at` since 1970, sizes in bytes. */
interface RecordedCall {
  id: string;
  at: number;
  source: string;
  apiId: string | null;
  operationId: string | null;
  productId: string | null;
  subscriptionId: string | null;
  userId: string | null;
  method: string;
  target: string;
  status: number;
  refusal: string | null;
  refusalDetail: string | null;
  durationMs: number;
  backendMs: number | null;
  requestBytes: number;
  responseBytes: number;
  rowsScored: number | null;
  clientAddress: string;
}

/** Stores a batch of calls, all or nothing. */
export async function recordCalls(calls: readonly RecordedCall[]): Promise<void> {
  const data = calls.map(({ at, requestBytes, responseBytes, ...rest }) => ({
    ...rest,
    at: new Date(at),
    requestBytes: BigInt(requestBytes),
    responseBytes: BigInt(responseBytes),
  }));
  await transact((tx) => tx.call.createMany({ data }));
}

interface QuotaKey {
  subscriptionId: string;
  limitId: string;
  periodStart: Date;
}

export async function readQuotaUsage({ subscriptionId, limitId, periodStart }: QuotaKey): Promise<number> {
  const row = await db().quotaUsage.findUnique({
    where: { subscriptionId_limitId_periodStart: { subscriptionId, limitId, periodStart } },
  });
  return Number(row?.used ?? 0n);
}

/** Adds to what is stored, all or nothing. Subscriptions that are gone are passed over. */
export async function addQuotaUsage(deltas: readonly (QuotaKey & { used: number })[]): Promise<void> {
  await transact(async (tx) => {
    const ids = [...new Set(deltas.map(({ subscriptionId }) => subscriptionId))];
    const rows = await tx.subscription.findMany({ where: { id: { in: ids } }, select: { id: true } });
    const present = new Set(rows.map(({ id }) => id));
    for (const { used, ...key } of deltas) {
      if (!present.has(key.subscriptionId)) continue;
      await tx.quotaUsage.upsert({
        where: { subscriptionId_limitId_periodStart: key },
        create: { ...key, used },
        update: { used: { increment: used } },
      });
    }
  });
}
