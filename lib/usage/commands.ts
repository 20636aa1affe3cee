import { db } from "@/lib/db/client";
import { writeBeside } from "@/lib/db/writer";

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

/** The columns of a call in the order in which they are sent, with their type in PostgreSQL. */
const callColumns: readonly (readonly [keyof RecordedCall, string])[] = [
  ["id", "text"],
  ["at", "timestamp"],
  ["source", "text"],
  ["apiId", "text"],
  ["operationId", "text"],
  ["productId", "text"],
  ["subscriptionId", "text"],
  ["userId", "text"],
  ["method", "text"],
  ["target", "text"],
  ["status", "integer"],
  ["refusal", "text"],
  ["refusalDetail", "text"],
  ["durationMs", "double precision"],
  ["backendMs", "double precision"],
  ["requestBytes", "bigint"],
  ["responseBytes", "bigint"],
  ["rowsScored", "integer"],
  ["clientAddress", "text"],
];

const callNames = callColumns.map(([name]) => `"${name}"`).join(", ");

/**
 * A batch goes over as one JSON text and is taken apart by the database: a twentieth of what the client's
 * `createMany` costs the process, and it is the gateway that pays; `jsonb_each` reads a row once and not once per column (docs/decisions/026-calls-as-json.md).
 * A batch may come again whose first answer was lost: what is stored stays.
 */
const insertCalls = {
  sqlite: `INSERT INTO "Call" (${callNames})
    SELECT ${callColumns.map((_, n) => `value ->> ${n}`).join(", ")} FROM jsonb_each(?) WHERE true
    ON CONFLICT DO NOTHING`,
  postgresql: `INSERT INTO "Call" (${callNames})
    SELECT ${callColumns.map(([, type], n) => `(row ->> ${n})::${type}`).join(", ")}
    FROM json_array_elements($1::json) AS row
    ON CONFLICT DO NOTHING`,
};

/** Stores a batch of calls, all or nothing. */
export async function recordCalls(calls: readonly RecordedCall[]): Promise<void> {
  const rows = calls.map((call) =>
    callColumns.map(([name]) => (name === "at" ? storedTime(call.at) : call[name])),
  );
  await writeBeside(insertCalls, JSON.stringify(rows));
}

let writtenSecond = Number.NaN;
let secondText = "";

/** A time as the client writes it: SQLite keeps it as this text, and texts must compare. */
function storedTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  // The calls of a batch fall within few seconds.
  if (second !== writtenSecond) {
    secondText = new Date(second * 1000).toISOString().slice(0, -4);
    writtenSecond = second;
  }
  return `${secondText}${String(ms - second * 1000).padStart(3, "0")}+00:00`;
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

const addQuotas = {
  sqlite: `INSERT INTO "QuotaUsage" ("subscriptionId", "limitId", "periodStart", "used")
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM jsonb_each(?)
    WHERE EXISTS (SELECT 1 FROM "Subscription" WHERE "id" = value ->> 0)
    ON CONFLICT DO UPDATE SET "used" = "used" + excluded."used"`,
  postgresql: `INSERT INTO "QuotaUsage" ("subscriptionId", "limitId", "periodStart", "used")
    SELECT row ->> 0, row ->> 1, (row ->> 2)::timestamp, (row ->> 3)::bigint
    FROM json_array_elements($1::json) AS row
    WHERE EXISTS (SELECT 1 FROM "Subscription" WHERE "id" = row ->> 0)
    ON CONFLICT ("subscriptionId", "limitId", "periodStart")
    DO UPDATE SET "used" = "QuotaUsage"."used" + excluded."used"`,
};

/** Adds to what is stored, all or nothing; no two of one key. Subscriptions that are gone are passed over. */
export async function addQuotaUsage(deltas: readonly (QuotaKey & { used: number })[]): Promise<void> {
  const rows = deltas.map(({ subscriptionId, limitId, periodStart, used }) => [
    subscriptionId,
    limitId,
    storedTime(periodStart.getTime()),
    used,
  ]);
  await writeBeside(addQuotas, JSON.stringify(rows));
}
