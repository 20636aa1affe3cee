/**
 * What the road needs and what goes along it: types only. `lib/runtime.ts` hands in the real parts, tests plain ones.
 * Times end in Ms and count from 1970 unless said otherwise.
 */
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import type { Clock, Counter, LimitRule } from "@/lib/limits/counter";
import type { BackendHealth } from "./errand/health";
import type { BackendPlan, Resilience } from "./errand/plan";
import type { OperationPolicy } from "./policy/compile";
import type { PolicedOperation, PolicyEntry, PolicyScope } from "./policy/document";
import type { Connections } from "./wire/connections";

export type { Clock, LimitRule } from "@/lib/limits/counter";

// ---- the catalogue, as plain data --------------------------------------------------------------------------

/** How the backend is told that a call may pass. Held open in memory only; see docs/gateway.md. */
export type BackendCredential =
  | { kind: "bearer"; token: string }
  | { kind: "header"; name: string; value: string }
  | { kind: "query"; name: string; value: string }
  | { kind: "basic"; username: string; password: string }
  /** A token of Microsoft Entra ID, fetched with client credentials. */
  | { kind: "entra"; authority: string; clientId: string; clientSecret: string; scope: string };

export interface BackendEntry {
  id: string;
  /** An absolute http(s) URL without query or fragment. */
  url: string;
  credential: BackendCredential | null;
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  /** How many calls may wait for it at a time; null or absent: as the installation's settings say. */
  maxInFlight?: number | null;
  /** The credential that takes over at a time, or by hand (null). */
  nextCredential?: { credential: BackendCredential; fromMs: number | null } | null;
  /** Of a pool: its share among those of one priority, and the order of priorities, lower first. */
  weight?: number;
  priority?: number;
}

export interface OperationEntry extends PolicedOperation {
  name: string;
  /** Upper case. */
  method: string;
  /** Defaults of the template's query parameters, by the name in braces. One without a default is required. */
  queryDefaults: Readonly<Record<string, string>>;
}

export interface ApiEntry {
  id: string;
  name: string;
  /** The path below the gateway's base: one or more segments, no slash at either end. */
  suffix: string;
  schemes: "https" | "http" | "both";
  requiresSubscription: boolean;
  /** Shown in the portal. Hiding an API leaves its subscribers' keys working and closes it to calls without one. */
  published: boolean;
  keyHeader: string;
  keyQuery: string;
  /** Whether batch jobs may be called that were not submitted through the gateway. */
  acceptsForeignJobs: boolean;
  backend: BackendEntry;
  /** Further backends that calls are spread over. */
  pool?: readonly BackendEntry[];
  resilience?: Resilience | null;
  productIds: readonly string[];
  operations: readonly OperationEntry[];
}

export interface ProductEntry {
  id: string;
  name: string;
  requiresSubscription: boolean;
  published: boolean;
  limits: readonly LimitRule[];
}

export interface CatalogueData {
  apis: readonly ApiEntry[];
  products: readonly ProductEntry[];
  policies?: readonly PolicyEntry[];
  /** Values that policies and credentials may hold and nobody may read. */
  secretValues?: readonly string[];
}

// ---- who calls ---------------------------------------------------------------------------------------------

export interface SubscriptionEntry {
  id: string;
  name: string;
  /** Only "active" admits calls. */
  state: "submitted" | "active" | "suspended" | "rejected" | "cancelled" | "expired";
  productId: string;
  /** The owner's, whose account the subscription stands and falls with. */
  userId: string;
  /** Who else may call with it from the console; known where it was found by its id. */
  memberIds?: readonly string[];
  userState: "active" | "blocked" | "pending";
  startsAtMs: number;
  expiresAtMs: number | null;
  /** When the key that was shown stops working (a replaced key kept alive for a while), or null. */
  keyExpiresAtMs: number | null;
  /** Whether answers may carry a trace. */
  mayTrace: boolean;
}

/** Answers at once when it knows. Throws or rejects when it cannot find out: that is 503 and never 401. */
export interface SubscriptionFinder {
  findByKey(key: string): SubscriptionEntry | null | Promise<SubscriptionEntry | null>;
  findById(id: string): SubscriptionEntry | null | Promise<SubscriptionEntry | null>;
}

/** Who the console says is calling: known by session, never by a header. */
export interface KnownCaller {
  userId: string;
  /** One that the user owns or is a member of; null for an API that asks for none. */
  subscriptionId: string | null;
  /** An administrator who tries an operation: passes without a subscription, whether it is published or not. */
  isTester?: boolean;
}

// ---- the catalogue, compiled -----------------------------------------------------------------------------

/** A backend made ready: nothing of it is worked out per call. */
export interface BackendRoute {
  readonly id: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** The URL's path without a slash at the end. */
  readonly basePath: string;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly maxInFlight: number | null;
  /** Headers that the credential sets: name, value. */
  readonly injectedHeaders: readonly string[];
  /** The lower-case name of the header that the credential owns, or null. */
  readonly ownedHeader: string | null;
  /** The query parameter that the credential sets: its name and `name=value` as it is sent, or null. */
  readonly injectedQuery: { readonly name: string; readonly pair: string } | null;
  /** Every spelling of the credential that must not show in an answer. */
  readonly secrets: readonly string[];
}

export interface ProductRoute {
  readonly id: string;
  readonly name: string;
  readonly published: boolean;
  readonly limits: readonly LimitRule[];
}

export interface ApiRoute {
  readonly id: string;
  readonly name: string;
  readonly schemes: "https" | "http" | "both";
  readonly requiresSubscription: boolean;
  readonly published: boolean;
  /** As written, and as looked for. */
  readonly keyHeader: string;
  readonly keyHeaderLower: string;
  readonly keyQueryLower: string;
  readonly acceptsForeignJobs: boolean;
  readonly backend: BackendRoute;
  /** Null where the backend with its fixed credential is all there is to know. */
  readonly plan: BackendPlan | null;
  readonly products: ReadonlyMap<string, ProductRoute>;
  /** The first published product that asks for no subscription. */
  readonly openProduct: ProductRoute | null;
}

export interface OperationRoute {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  /** Null where no scope sets anything. */
  readonly policy: OperationPolicy | null;
}

/** An immutable catalogue, swapped whole. Made by `compileCatalogue`. */
export interface CatalogueSnapshot {
  /** By the longest suffix and the best template. */
  match(method: string, target: CallTarget): RouteMatch | MatchFailure;
  /** What was left out because it cannot work (a URL or template that does not parse), in words. */
  readonly problems: readonly string[];
}

/** A call's target, read once: matching and forwarding use the same parse. */
export interface CallTarget {
  /** As received, beginning with a slash. */
  readonly path: string;
  /** As received, without the question mark; null when there is none. */
  readonly query: string | null;
  /** The path's segments as they are matched: lower case, escapes of ordinary characters resolved. */
  readonly segments: readonly string[];
  /** The query's pairs, in order. */
  readonly pairs: readonly QueryPair[];
}

export interface QueryPair {
  /** As received, between two ampersands. */
  readonly raw: string;
  /** Decoded, lower case. */
  readonly name: string;
  /** Where the value begins in `raw`; its length when there is no equals sign. */
  readonly valueAt: number;
}

export interface RouteMatch {
  readonly refusal: null;
  readonly api: ApiRoute;
  readonly operation: OperationRoute;
  /** The part of the path that goes to the backend, as received. */
  readonly operationPath: string;
  /** `name=value` pairs of template parameters that the call left out. */
  readonly defaultPairs: readonly string[];
}

export interface MatchFailure {
  readonly refusal: Refusal;
  /** The API whose suffix fits, when one does. */
  readonly api: ApiRoute | null;
}

// ---- a call comes in ---------------------------------------------------------------------------------------

export interface CallBody {
  /** What the caller announced, or null for a chunked body. */
  lengthBytes: number | null;
  /**
   * Called once, when the call has been let through (the place for `100 Continue`): the whole body where it has
   * arrived already, else its stream.
   */
  open(): Buffer | Readable;
}

export interface GatewayCall {
  source: "gateway" | "console";
  method: string;
  /** Path and query below the gateway's base, byte for byte as received, beginning with a slash. */
  target: string;
  /** Name, value, name, value, as received (bytes as latin1). */
  headers: readonly string[];
  /** Null when the request has none. */
  body: CallBody | null;
  scheme: "http" | "https";
  /** The Host that was asked for. */
  host: string;
  clientAddress: string;
  /** The X-Forwarded-For to send on: the caller's address, behind the chain of a proxy that is trusted. */
  forwardedFor: string;
  /** Null at the public door: there the key tells. */
  knownCaller: KnownCaller | null;
  /** What the door already found wrong with it, so that it is answered and recorded like the rest. */
  refused: Refusal | null;
}

// ---- a call is refused -----------------------------------------------------------------------------------

export type RefusalCode =
  | "bad-request"
  | "bad-path"
  | "missing-parameter"
  | "ambiguous-credentials"
  | "lookalike-header"
  | "target-too-long"
  | "headers-too-long"
  | "misdirected"
  | "unsupported-method"
  | "unsupported-coding"
  | "unsupported-expectation"
  | "unsupported-version"
  | "upgrade-not-supported"
  | "not-found"
  | "method-not-allowed"
  | "request-timeout"
  | "cors-not-allowed"
  | "https-required"
  | "missing-key"
  | "invalid-key"
  | "not-in-product"
  | "user-blocked"
  | "ip-not-allowed"
  | "missing-header"
  | "missing-token"
  | "invalid-token"
  | "token-keys-unavailable"
  | "policy-broken"
  | "invalid-body"
  | "checks-busy"
  | "no-example"
  | "rate-limit"
  | "concurrency"
  | "quota"
  | "body-too-large"
  | "forwarding-loop"
  | "backend-busy"
  | "backend-resting"
  | "backend-token"
  | "backend-refused"
  | "backend-name"
  | "backend-tls"
  | "backend-reset"
  | "backend-answer"
  | "backend-address"
  | "backend-connect-timeout"
  | "backend-headers-timeout"
  | "subscriptions-unavailable"
  | "jobs-unavailable"
  | "counters-unavailable"
  | "internal";

/** The limit that refused a call, for whoever explains it. */
export interface RefusedLimit {
  scope: PolicyScope;
  /** The product, API or operation by name; empty for the global scope. */
  name: string;
  limitId: string;
  kind: LimitRule["kind"];
  measure: LimitRule["measure"];
  limit: number;
  used: number;
  periodSeconds: number;
}

/** Why a call was answered by the gateway itself. Plain data: told by `code`, never by class. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly status: number;
  /** The kind of refusal, the same for all of its code. */
  readonly title: string;
  /** What is wrong with this call; the words existing clients read. */
  readonly message: string;
  /** More for the log and the console than the message says, or null. */
  readonly detail: string | null;
  /** Headers that belong to it: name, value. */
  readonly headers: readonly string[];
  readonly retryAfterSeconds: number | null;
  readonly limit: RefusedLimit | null;
}

// ---- the answer goes out -----------------------------------------------------------------------------------

/** Where the answer goes: `head` once, `data` any number of times, then `end` or `fail`. */
export interface AnswerSink {
  /** Name, value, name, value, to be sent in this order. */
  head(status: number, reason: string, headers: string[]): void;
  /** False: no more, please, until `resume` is called. */
  data(chunk: Buffer, resume: () => void): boolean;
  end(): void;
  /** The answer broke off: the caller must see a broken message, never a clean end. `head` may not have come. */
  fail(error: Error): void;
}

export interface RunningCall {
  /** The caller is gone: stop, and close what is open to the backend. */
  abort(): void;
  /** Settles when nothing more will happen; never rejects. */
  readonly finished: Promise<CallReport>;
}

/** One step of a call's way, in words; holds no secret. */
export interface TraceStep {
  step: string;
  verdict: string;
  /** When it was done, from the call's start. */
  atMs: number;
}

/** What became of a call, for the console and the log. Holds no secret. */
export interface CallReport {
  record: CallRecord;
  /** Null when the backend answered. */
  refusal: Refusal | null;
  /** What was asked of the backend, our credential shown as dots; null when it was not asked. */
  requestedUrl: string | null;
  totalMs: number;
  /** From the request's start to the answer's end at the backend; null when it was not asked. */
  backendMs: number | null;
  /** From the request's start to the answer's head; null when none came. */
  backendHeadMs: number | null;
  /** `totalMs` less `backendMs`. */
  gatewayMs: number;
  /** Kept for the console's calls, and where one was asked for by somebody who may. */
  trace: readonly TraceStep[] | null;
}

export interface CallRecord {
  /** The answer's X-Request-Id. */
  id: string;
  at: number;
  source: "gateway" | "console";
  apiId: string | null;
  operationId: string | null;
  productId: string | null;
  subscriptionId: string | null;
  userId: string | null;
  method: string;
  /** As called, our key parameter taken out. */
  target: string;
  /** 499 when the caller left before the answer. */
  status: number;
  /** The refusal's code, or null when the backend answered. */
  refusal: string | null;
  refusalDetail: string | null;
  durationMs: number;
  backendMs: number | null;
  requestBytes: number;
  responseBytes: number;
  /** Rows of a JSON body that the web service answered with success; null where there were none to count. */
  rowsScored: number | null;
  clientAddress: string;
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

// ---- the parts ---------------------------------------------------------------------------------------------

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
}
