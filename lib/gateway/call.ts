/** A call: how it comes in, why it may be refused, how its answer goes out, what is told of it. Types only; times end in Ms. */
import type { Readable } from "node:stream";
import type { LimitRule } from "@/lib/limits/counter";
import type { PolicyScope } from "./policy/document";

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

/** Who the console says is calling: known by session, never by a header. */
export interface KnownCaller {
  userId: string;
  /** One that the user owns or is a member of; null for an API that asks for none. */
  subscriptionId: string | null;
  /** An administrator who tries an operation: passes without a subscription, whether it is published or not. */
  isTester?: boolean;
}

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

/** A call that is imagined, to see what would become of it. */
export interface ImaginedCall {
  method: string;
  /** Below the gateway's base. */
  target: string;
  /** Name, value, name, value. */
  headers: readonly string[];
  clientAddress: string;
  /** Null: without a key. */
  subscriptionId: string | null;
}

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
