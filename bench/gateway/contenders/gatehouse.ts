/**
 * Our gateway with everything on, its real parts wired as the product wires them: keys by keyed hash, a product's rate limit and
 * quota, the backend's credential, every call recorded in a SQLite database of the product's own schema.
 */
import { join } from "node:path";
import { closeDatabase, db, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { createAddressGuard } from "@/lib/gateway/address-guard";
import { createDispatchers } from "@/lib/gateway/dispatchers";
import { createGateway } from "@/lib/gateway/gateway";
import { compileCatalogue } from "@/lib/gateway/match";
import { createPortalServer } from "@/lib/gateway/node-server";
import type { ApiEntry, ProductEntry, SubscriptionEntry } from "@/lib/gateway/parts";
import { createRecorder } from "@/lib/gateway/record";
import { createSubscriptionCache } from "@/lib/gateway/subscription-cache";
import { hashKey } from "@/lib/keys/hash";
import { systemClock } from "@/lib/limits/counter";
import { createMemoryCounter } from "@/lib/limits/memory";
import { createJobOwners } from "@/lib/subscriptions/job-owners";
import { addQuotaUsage, readQuotaUsage, recordCalls } from "@/lib/usage/commands";
import { reportFrom } from "./report.mjs";

const [, , upstreamPort = "", folder = "", key = "", recording = "on"] = process.argv;
const secret = Buffer.alloc(32, 7);

const execute =
  "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}";

const api: ApiEntry = {
  id: "api",
  name: "AzureML Demo API",
  suffix: "azureml-demo",
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
  operations: [
    { id: "execute", name: "RRS Execute", method: "POST", urlTemplate: execute, queryDefaults: {} },
  ],
};

const product: ProductEntry = {
  id: "product",
  name: "Starter",
  requiresSubscription: true,
  published: true,
  limits: [
    { id: "rate", kind: "rate", measure: "calls", limit: 1_000_000_000, periodSeconds: 60 },
    { id: "quota", kind: "quota", measure: "calls", limit: 1_000_000_000_000, periodSeconds: 604_800 },
  ],
};

async function openBenchDatabase(): Promise<SubscriptionEntry> {
  const target = { kind: "sqlite", path: join(folder, `recording-${recording}.db`) } as const;
  await migrate(target);
  openDatabase(target);
  const user = await db().user.create({ data: { email: "bench@example.com", name: "Bench" } });
  const row = { name: "Starter", slug: "starter" };
  const { id: productId } = await db().product.create({ data: { id: product.id, ...row } });
  const subscription = await db().subscription.create({
    data: { name: "Bench", userId: user.id, productId, state: "active", startsAt: new Date() },
  });
  return {
    id: subscription.id,
    name: subscription.name,
    state: "active",
    productId,
    userId: user.id,
    userState: "active",
    startsAtMs: Date.now(),
    expiresAtMs: null,
    keyExpiresAtMs: null,
    mayTrace: false,
  };
}

function failed(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
}

const subscription = await openBenchDatabase();
const hash = hashKey(key, secret);
const snapshot = compileCatalogue({ apis: [api], products: [product] });
const write = recording === "on" ? recordCalls : async () => {};
const recorder = createRecorder({ write, onError: failed });
const counter = createMemoryCounter({
  clock: systemClock,
  store: {
    load: (subscriptionId, limitId, periodStart) => readQuotaUsage({ subscriptionId, limitId, periodStart }),
    add: addQuotaUsage,
  },
  onError: failed,
});
const gateway = createGateway({
  catalogue: () => snapshot,
  subscriptions: createSubscriptionCache(
    {
      hashKey: (asked) => hashKey(asked, secret),
      loadByHash: async (asked) => (asked === hash ? subscription : null),
      loadById: async () => null,
    },
    systemClock,
  ),
  counter,
  jobs: createJobOwners({ onError: failed }),
  recorder,
  dispatchers: createDispatchers(createAddressGuard(["loopback"])),
  clock: systemClock,
  settings: {
    plainHttp: "allow",
    realm: "http://localhost",
    maxRequestBytes: 2 ** 31,
    maxInFlightPerBackend: 1_024,
    whenCountersFail: "refuse",
    privateCookies: ["next-auth."],
  },
});
const server = createPortalServer(gateway, {}, (_req, res) => res.writeHead(404).end());
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  reportFrom(typeof address === "object" && address !== null ? address.port : 0);
});
process.on("disconnect", async () => {
  await recorder.close();
  if (recorder.dropped > 0) failed(`${recorder.dropped} records dropped`);
  await closeDatabase();
});
