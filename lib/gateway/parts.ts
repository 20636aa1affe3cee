/** What the gateway works with: types only. `lib/runtime.ts` hands in the real parts, tests plain ones. */
import type { Dispatcher } from "undici";
import type { Clock, Counter } from "@/lib/limits/counter";
import type { BackendRoute } from "./backend";
import type { AnswerSink, CallRecord, GatewayCall, ImaginedCall, RunningCall, TraceStep } from "./call";
import type { SubscriptionEntry } from "./entries";
import type { BackendHealth } from "./errand/health";
import type { CatalogueSnapshot } from "./routes";
import type { Connections } from "./wire/connections";

/** Answers at once when it knows. Throws or rejects when it cannot find out: that is 503 and never 401. */
export interface SubscriptionFinder {
  findByKey(key: string): SubscriptionEntry | null | Promise<SubscriptionEntry | null>;
  findById(id: string): SubscriptionEntry | null | Promise<SubscriptionEntry | null>;
}

/** Takes records at once and writes them later, in batches. */
export interface Recorder {
  record(call: CallRecord): void;
  /** How many records were given up since the start: the queue was full, or writing failed for good. */
  readonly dropped: number;
  /** How many wait to be written. */
  readonly queued: number;
  /** Writes what waits and stops. */
  close(): Promise<void>;
}

/** Which subscription submitted a batch job, by the web service's origin and the job's id in lower case. */
export interface JobOwners {
  /** The owner's id, or null for a job that was not submitted here. Throws or rejects when it cannot find out. */
  ownerOf(origin: string, jobId: string): string | null | Promise<string | null>;
  /** Settles when the binding holds, for the first who submitted it; never rejects. */
  bind(origin: string, jobId: string, subscriptionId: string): Promise<void>;
}

/** Connections to backends. */
export interface Dispatchers {
  /** Those of the calls to a backend; the same for the same origin and connect timeout. */
  connectionsTo(backend: Pick<BackendRoute, "origin" | "connectTimeoutMs">): Connections;
  /** For what else is asked of a web service, by a client of the usual comforts. */
  dispatcherFor(backend: Pick<BackendRoute, "origin" | "connectTimeoutMs">): Dispatcher;
  close(): Promise<void>;
}

export interface GatewaySettings {
  /** Whether an API of scheme "https" may be called in clear (a demo, or a port behind a TLS terminator). */
  plainHttp: "allow" | "refuse";
  /** The name in WWW-Authenticate. */
  realm: string;
  /** The longest request body, in bytes. */
  maxRequestBytes: number;
  /** How many calls may wait for one backend at a time. */
  maxInFlightPerBackend: number;
  /** What to do when the counters cannot be reached. */
  whenCountersFail: "refuse" | "admit";
  /** Cookies of the portal's own, by how their names begin; they never reach a backend, and no backend sets them. */
  privateCookies: readonly string[];
}

export interface GatewayParts {
  /** The snapshot now in force; asked once per call. */
  catalogue(): CatalogueSnapshot;
  subscriptions: SubscriptionFinder;
  counter: Counter;
  jobs: JobOwners;
  recorder: Pick<Recorder, "record">;
  dispatchers: Dispatchers;
  clock: Clock;
  settings: GatewaySettings;
}

export interface Gateway {
  handle(call: GatewayCall, answer: AnswerSink): RunningCall;
  /** Calls now under way. */
  readonly inFlight: number;
  /** How a backend does, as far as calls of this process tell; known where its API has a plan. */
  healthOf(backendId: string): BackendHealth;
  /** What would become of a call now; nothing is counted, recorded or sent to a backend. */
  dryRun(call: ImaginedCall): Promise<TraceStep[]>;
}
