/** What our gateway holds while it is measured: APIs, operations and subscriptions, as many as are asked for. */
import { join } from "node:path";
import { z } from "zod";
import { db, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import type { ApiEntry, ProductEntry, SubscriptionEntry } from "@/lib/gateway/entries";
import { hashKey } from "@/lib/keys/hash";
import { apisAtMost, keyDigits } from "../request.mjs";

const settingsSchema = z.object({
  upstreamPort: z.number(),
  folder: z.string(),
  key: z.string(),
  operations: z.number().default(1),
  subscriptions: z.number().default(1),
  recording: z.boolean().default(true),
});
export const settings = settingsSchema.parse(JSON.parse(process.argv[2] ?? ""));

const secret = Buffer.alloc(32, 7);
/** Rows in one insert. */
const chunk = 10_000;

export const hashOf = (key: string): string => hashKey(key, secret);

export function keyNumber(n: number): string {
  return settings.key.slice(0, -keyDigits) + String(n).padStart(keyDigits, "0");
}

const twoDigits = (n: number): string => String(n).padStart(2, "0");

/** Operations spread over APIs of a hundred each; the callers name them by number (request.mjs). */
export function benchApis(upstreamPort: number, operations: number): ApiEntry[] {
  return Array.from({ length: Math.ceil(operations / apisAtMost) }, (_, n) => ({
    id: `api-${n}`,
    name: `AzureML Demo API ${n}`,
    suffix: `azureml-demo-${twoDigits(n)}`,
    schemes: "both",
    requiresSubscription: true,
    published: true,
    keyHeader: "Ocp-Apim-Subscription-Key",
    keyQuery: "subscription-key",
    acceptsForeignJobs: true,
    backend: {
      id: "backend",
      url: `http://127.0.0.1:${upstreamPort}`,
      credential: { kind: "bearer", token: "b".repeat(88) },
      connectTimeoutMs: 5_000,
      headersTimeoutMs: 30_000,
    },
    productIds: ["product"],
    operations: Array.from({ length: Math.min(operations, apisAtMost) }, (_, m) => ({
      id: `execute-${n}-${m}`,
      name: `RRS Execute ${m}`,
      method: "POST",
      urlTemplate: templateOf(operations === 1 ? "{service}" : `${"1".repeat(30)}${twoDigits(m)}`),
      queryDefaults: {},
    })),
  }));
}

const templateOf = (service: string): string =>
  `/workspaces/{workspace}/services/${service}/execute?api-version={apiversion}&details={details}`;

export const benchProduct: ProductEntry = {
  id: "product",
  name: "Starter",
  requiresSubscription: true,
  published: true,
  limits: [
    { id: "rate", kind: "rate", measure: "calls", limit: 1_000_000_000, periodSeconds: 60 },
    { id: "quota", kind: "quota", measure: "calls", limit: 1_000_000_000_000, periodSeconds: 604_800 },
  ],
};

/** As texts that the database takes apart: the client would take minutes for a hundred thousand. */
const insertSubscriptions = `
  INSERT INTO "Subscription" ("id", "name", "userId", "productId", "state", "startsAt", "createdAt", "updatedAt")
  SELECT value ->> 'id', 'Bench', userId, '${benchProduct.id}', 'active', time, time, time
  FROM (SELECT ? AS userId, ? AS time), json_each(?)`;
const insertKeys = `
  INSERT INTO "SubscriptionKey" ("id", "subscriptionId", "slot", "hash", "prefix", "lastFour", "createdAt")
  SELECT 'key-' || (value ->> 'id'), value ->> 'id', 'primary', value ->> 'hash', 'gate_', '0000', time
  FROM (SELECT ? AS time), json_each(?)`;

/** Opens a database with that many subscriptions of one developer; answers them by their key's hash. */
export async function openBenchDatabase(): Promise<Map<string, SubscriptionEntry>> {
  const name = `${settings.operations}-${settings.subscriptions}-${settings.recording}.db`;
  const target = { kind: "sqlite", path: join(settings.folder, name) } as const;
  await migrate(target);
  openDatabase(target);
  const user = await db().user.create({ data: { email: "bench@example.com", name: "Bench" } });
  const row = { name: "Starter", slug: "starter" };
  const { id: productId } = await db().product.create({ data: { id: benchProduct.id, ...row } });
  const startsAt = new Date();
  const entries = new Map<string, SubscriptionEntry>();
  for (let from = 0; from < settings.subscriptions; from += chunk) {
    const length = Math.min(chunk, settings.subscriptions - from);
    const numbers = Array.from({ length }, (_, n) => from + n);
    const rows = numbers.map((n) => ({ id: `subscription-${n}`, hash: hashOf(keyNumber(n)) }));
    await db().$executeRawUnsafe(insertSubscriptions, user.id, startsAt.toISOString(), JSON.stringify(rows));
    await db().$executeRawUnsafe(insertKeys, startsAt.toISOString(), JSON.stringify(rows));
    for (const { id, hash } of rows) {
      entries.set(hash, {
        id,
        name: "Bench",
        state: "active",
        productId,
        userId: user.id,
        userState: "active",
        startsAtMs: startsAt.getTime(),
        expiresAtMs: null,
        keyExpiresAtMs: null,
        mayTrace: false,
      });
    }
  }
  return entries;
}
