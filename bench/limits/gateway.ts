/** One gateway process of the limits' proof: its counter is shared through the Redis at the address given. */
import { Redis } from "ioredis";
import { createAddressGuard } from "@/lib/gateway/address-guard";
import { createDispatchers } from "@/lib/gateway/dispatchers";
import type { SubscriptionEntry } from "@/lib/gateway/entries";
import { createGateway } from "@/lib/gateway/gateway";
import { compileCatalogue } from "@/lib/gateway/match";
import { createGatewayServer } from "@/lib/gateway/node-server";
import { systemClock } from "@/lib/limits/counter";
import { createRedisCounter } from "@/lib/limits/redis";

const [, , redisUrl = "", upstreamPort = "", limit = "", periodSeconds = ""] = process.argv;

const subscription: SubscriptionEntry = {
  id: "bench",
  name: "Bench",
  state: "active",
  productId: "product",
  userId: "user",
  userState: "active",
  startsAtMs: 0,
  expiresAtMs: null,
  keyExpiresAtMs: null,
  mayTrace: false,
};

const rate = {
  id: "rate",
  kind: "rate",
  measure: "calls",
  limit: Number(limit),
  periodSeconds: Number(periodSeconds),
} as const;

const snapshot = compileCatalogue({
  apis: [
    {
      id: "api",
      name: "Bench",
      suffix: "bench",
      schemes: "both",
      requiresSubscription: true,
      published: true,
      acceptsForeignJobs: true,
      keyHeader: "Ocp-Apim-Subscription-Key",
      keyQuery: "subscription-key",
      backend: {
        id: "backend",
        url: `http://127.0.0.1:${upstreamPort}`,
        credential: null,
        connectTimeoutMs: 5_000,
        headersTimeoutMs: 30_000,
      },
      productIds: ["product"],
      operations: [{ id: "any", name: "Any", method: "GET", urlTemplate: "/*", queryDefaults: {} }],
    },
  ],
  products: [{ id: "product", name: "Bench", requiresSubscription: true, published: true, limits: [rate] }],
});

const failed = (error: unknown): void => {
  process.stderr.write(`${String(error)}\n`);
};
const redis = new Redis(redisUrl);
const counter = createRedisCounter({
  redis,
  store: { load: async () => 0, add: async () => {} },
  clock: systemClock,
  fallback: null,
  onError: failed,
  // A machine that also runs the callers may be late; what is proved is the count.
  patienceMs: 2_000,
});
const gateway = createGateway({
  catalogue: () => snapshot,
  subscriptions: { findByKey: () => subscription, findById: () => subscription },
  counter,
  jobs: { ownerOf: () => null, bind: async () => {} },
  recorder: { record() {} },
  dispatchers: createDispatchers(createAddressGuard(["loopback"])),
  clock: systemClock,
  settings: {
    plainHttp: "allow",
    realm: "http://localhost",
    maxRequestBytes: 1_000_000,
    maxInFlightPerBackend: 1_024,
    whenCountersFail: "refuse",
    privateCookies: [],
  },
});
const server = createGatewayServer(gateway, {});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
process.on("disconnect", () => process.exit(0));
