/** The catalogue and its subscriptions as plain data: what the gateway is given. Types only; times end in Ms and count from 1970. */
import type { LimitRule } from "@/lib/limits/counter";
import type { PolicedOperation, PolicyEntry } from "./policy/document";

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

/** When calls are repeated, and when a backend is left alone for a while. */
export interface Resilience {
  /** How often a call is tried in all; 1: once. */
  attempts: number;
  /** Failures in a row after which a backend rests; 0: never. */
  failures: number;
  restSeconds: number;
  /** Statuses of a backend's answer that count as its failure. */
  failureStatuses: readonly number[];
}

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
