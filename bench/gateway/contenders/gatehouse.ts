/**
 * Our gateway with everything on, its real parts wired as the product wires them: keys by keyed hash, a product's rate limit and
 * quota, the backend's credential, every call recorded in a SQLite database of the product's own schema.
 */
import { closeDatabase } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { createAddressGuard } from "@/lib/gateway/address-guard";
import { createDispatchers } from "@/lib/gateway/dispatchers";
import { createGateway } from "@/lib/gateway/gateway";
import { compileCatalogue } from "@/lib/gateway/match";
import { createPortalServer } from "@/lib/gateway/node-server";
import { createRecorder } from "@/lib/gateway/record";
import { createSubscriptionCache } from "@/lib/gateway/subscription-cache";
import { systemClock } from "@/lib/limits/counter";
import { createMemoryCounter } from "@/lib/limits/memory";
import { watchRevisions } from "@/lib/runtime/watch-revisions";
import { findSubscriptionByKeyHash } from "@/lib/subscriptions/gateway-queries";
import { createJobOwners } from "@/lib/subscriptions/job-owners";
import { addQuotaUsage, readQuotaUsage, recordCalls } from "@/lib/usage/commands";
import { reportFrom } from "./report.mjs";
import { benchApis, benchProduct, hashOf, keyNumber, openBenchDatabase, settings } from "./stock.ts";

function failed(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
}

const { upstreamPort, operations, subscriptions: count, recording } = settings;
const entries = await openBenchDatabase();
const snapshot = compileCatalogue({ apis: benchApis(upstreamPort, operations), products: [benchProduct] });
const recorder = createRecorder({ write: recording ? recordCalls : async () => {}, onError: failed });
let warming = true;
const counter = createMemoryCounter({
  clock: systemClock,
  store: {
    load: async (subscriptionId, limitId, periodStart) =>
      warming ? 0 : readQuotaUsage({ subscriptionId, limitId, periodStart }),
    add: addQuotaUsage,
  },
  onError: failed,
});
const subscriptions = createSubscriptionCache(
  {
    hashKey: hashOf,
    loadByHash: async (hash) => (warming ? (entries.get(hash) ?? null) : findSubscriptionByKeyHash(hash)),
    loadById: async () => null,
  },
  systemClock,
);
const stopWatching = watchRevisions(
  await readRevisions(),
  { catalogue: async () => {}, subscriptions: async () => subscriptions.invalidate() },
  subscriptions.confirm,
);

// Every subscription has called before: it is known, and so is what is left of its quotas.
for (let n = 0; n < count; n++) {
  const entry = await subscriptions.findByKey(keyNumber(n));
  if (entry === null) throw new Error("a subscription of the bench's own is unknown");
  await counter.usage({ id: entry.id, startsAtMs: entry.startsAtMs, durable: true }, benchProduct.limits);
}
warming = false;
entries.clear();

const gateway = createGateway({
  catalogue: () => snapshot,
  subscriptions,
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
  stopWatching();
  await recorder.close();
  if (recorder.dropped > 0) failed(`${recorder.dropped} records dropped`);
  await closeDatabase();
});
