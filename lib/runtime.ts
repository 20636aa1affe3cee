import { loadApisForGateway, loadDraftForGateway } from "@/lib/catalogue/gateway-queries";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { AppError } from "@/lib/errors";
import { createAddressGuard } from "@/lib/gateway/address-guard";
import { askBackend, type BackendAnswer, type BackendQuestion } from "@/lib/gateway/ask-backend";
import type { CallRecord, ImaginedCall, TraceStep } from "@/lib/gateway/call";
import { createDispatchers } from "@/lib/gateway/dispatchers";
import { createCommons, createGateway } from "@/lib/gateway/gateway";
import { compileCatalogue } from "@/lib/gateway/match";
import type { Gateway, GatewayParts } from "@/lib/gateway/parts";
import { createRecorder } from "@/lib/gateway/record";
import type { CatalogueSnapshot } from "@/lib/gateway/routes";
import { createSubscriptionCache } from "@/lib/gateway/subscription-cache";
import { type ConnectionReport, testConnection } from "@/lib/gateway/test-connection";
import { hashKey } from "@/lib/keys/hash";
import type { Secrets } from "@/lib/keys/secrets";
import { systemClock } from "@/lib/limits/counter";
import { log } from "@/lib/log";
import { loadNamedValues } from "@/lib/named-values/resolve";
import { loadPoliciesForGateway } from "@/lib/policies/gateway-queries";
import { loadProductsForGateway } from "@/lib/products/gateway-queries";
import { openCounter, type SharedCounting, type SharedState } from "@/lib/runtime/counter";
import { watchRevisions } from "@/lib/runtime/watch-revisions";
import { findSubscriptionById, findSubscriptionByKeyHash } from "@/lib/subscriptions/gateway-queries";
import { createJobOwners } from "@/lib/subscriptions/job-owners";
import { recordCalls } from "@/lib/usage/commands";

/** What one process runs: the gateway with its real parts. The one place where they meet. */
export interface Runtime {
  gateway: Gateway;
  /** What would become of a call now; nothing is counted, recorded or sent. */
  dryRun(call: ImaginedCall): Promise<TraceStep[]>;
  /** What an administrator's test of an API's operation goes through: the gateway, for a draft one that serves the draft alone. */
  testGateway(apiId: string): Promise<Gateway>;
  /** Tries the connection to one of an API's backends as it is stored now. */
  testConnection(apiId: string, backendId: string): Promise<ConnectionReport>;
  /** Asks a web service about itself, as a call would: same address check, no redirects, bounded. */
  ask(question: BackendQuestion): Promise<BackendAnswer>;
  /** Call records that were given up since the start, and those that wait to be written. */
  recording(): { dropped: number; queued: number };
  /** How the counting that processes share is; null where there is none. */
  sharedCounting(): Promise<SharedState>;
  /** Writes what waits, closes the connections to backends. The database stays open. */
  close(): Promise<void>;
}

interface RuntimeSettings {
  secrets: Secrets;
  allowPrivateBackends: readonly string[];
  allowHttp: boolean;
  /** The name in WWW-Authenticate. */
  realm: string;
  /** Where limits are counted together with other processes; without it, in this one. */
  redis?: SharedCounting | undefined;
}

const maxRequestBytes = 2 * 1024 * 1024 * 1024;

/** The server and Next bundle this module separately: what runs is kept on the global object. */
const runtimeKey = Symbol.for("gatehouse.runtime");
const globals = globalThis as { [runtimeKey]?: Runtime };

/** @throws AppError not-ready before `startRuntime`. */
export function runtime(): Runtime {
  const running = globals[runtimeKey];
  if (!running) throw new AppError("not-ready", "Gatehouse is starting. Try again in a moment.");
  return running;
}

async function loadCatalogue(secrets: Secrets): Promise<CatalogueSnapshot> {
  const values = await loadNamedValues(db(), secrets.seal);
  const policies = await loadPoliciesForGateway(values);
  const withBodies = policies.entries.some(
    ({ document: { request, response } }) => request.validateBody === "on" || response.mock === "on",
  );
  const [{ apis, problems }, products] = await Promise.all([
    loadApisForGateway(secrets.seal, values, { withBodies }),
    loadProductsForGateway(),
  ]);
  const secretValues = values.secrets;
  const snapshot = compileCatalogue({ apis, products, policies: policies.entries, secretValues });
  for (const problem of [...problems, ...policies.problems, ...snapshot.problems])
    log.warn({ problem }, "left out of the gateway's catalogue");
  return snapshot;
}

/** A draft compiled like the catalogue, read anew for each test; null for an API that is no draft. */
async function loadDraft(secrets: Secrets, apiId: string) {
  const values = await loadNamedValues(db(), secrets.seal);
  const draft = await loadDraftForGateway(secrets.seal, values, apiId);
  if (draft === null) return null;
  const { apis, liveIds } = draft;
  const [products, policies] = await Promise.all([loadProductsForGateway(), loadPoliciesForGateway(values)]);
  const secretValues = values.secrets;
  const snapshot = compileCatalogue({ apis, products, policies: policies.entries, secretValues });
  const [problem] = [...draft.problems, ...snapshot.problems];
  if (problem !== undefined) throw new AppError("unprocessable", problem);
  const nameOf = (id: string | null) => (id === null ? null : (liveIds.get(id) ?? id));
  return { snapshot, nameOf };
}

/** Starts the gateway on the open database and keeps its copy of the catalogue in step with it. */
export async function startRuntime(settings: RuntimeSettings): Promise<Runtime> {
  const { secrets } = settings;
  // Read before what they stand for, so that a change in between is noticed.
  const revisions = await readRevisions();
  let snapshot = await loadCatalogue(secrets);
  const subscriptions = createSubscriptionCache(
    {
      hashKey: (key) => hashKey(key, secrets.keyHash),
      loadByHash: findSubscriptionByKeyHash,
      loadById: findSubscriptionById,
    },
    systemClock,
  );
  const counter = await openCounter(settings.redis);
  const recorder = createRecorder({
    write: recordCalls,
    onError: (error, queued) =>
      log.error({ err: error, queued, dropped: recorder.dropped }, "calls could not be stored; trying again"),
  });
  const jobs = createJobOwners({
    onError: (error) =>
      log.error({ err: error }, "a job's owner could not be stored; it will be tried again"),
  });
  const dispatchers = createDispatchers(createAddressGuard(settings.allowPrivateBackends));
  const stopWatching = watchRevisions(
    revisions,
    {
      catalogue: async () => {
        snapshot = await loadCatalogue(secrets);
      },
      subscriptions: async () => subscriptions.invalidate(),
    },
    subscriptions.confirm,
  );
  const parts: GatewayParts = {
    catalogue: () => snapshot,
    subscriptions,
    counter,
    jobs,
    recorder,
    dispatchers,
    clock: systemClock,
    settings: {
      plainHttp: settings.allowHttp ? "allow" : "refuse",
      realm: settings.realm,
      maxRequestBytes,
      maxInFlightPerBackend: 512,
      whenCountersFail: "refuse",
      privateCookies: ["next-auth.", "__Secure-next-auth.", "__Host-next-auth."],
    },
  };
  const commons = createCommons(parts);
  const gateway = createGateway(parts, commons);
  const running: Runtime = {
    gateway,
    async testGateway(apiId) {
      const draft = await loadDraft(secrets, apiId);
      if (draft === null) return gateway;
      const record = (call: CallRecord) =>
        recorder.record({
          ...call,
          apiId: draft.nameOf(call.apiId),
          operationId: draft.nameOf(call.operationId),
        });
      return createGateway({ ...parts, catalogue: () => draft.snapshot, recorder: { record } }, commons);
    },
    dryRun: gateway.dryRun,
    async testConnection(apiId, backendId) {
      const { apis } = await loadApisForGateway(secrets.seal, await loadNamedValues(db(), secrets.seal));
      const api = apis.find(({ id }) => id === apiId);
      const backend = api && [api.backend, ...api.pool].find(({ id }) => id === backendId);
      if (backend === undefined)
        throw new AppError("unprocessable", "The stored backend or its credential cannot be read.");
      return testConnection(parts, backend);
    },
    ask: (question) => askBackend(parts, question),
    recording: () => ({ dropped: recorder.dropped, queued: recorder.queued }),
    sharedCounting: () => counter.shared(),
    async close() {
      stopWatching();
      await Promise.all([counter.close(), recorder.close(), jobs.close()]);
      if (recorder.dropped > 0) log.error({ dropped: recorder.dropped }, "calls were given up unrecorded");
      await dispatchers.close();
    },
  };
  globals[runtimeKey] = running;
  return running;
}
