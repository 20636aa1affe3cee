import type { LimitRule } from "@/lib/limits/counter";

/** Policies as plain data: what `lib/policies` stores, as the gateway reads it. */

export type PolicyScope = "global" | "product" | "api" | "operation";

/** A header or query parameter set in place of any, set where absent, or removed. */
export interface Change {
  action: "set" | "default" | "remove";
  name: string;
  value: string;
}

export interface CorsSettings {
  /** "inherit": as the wider scope says. */
  mode: "inherit" | "allow" | "refuse";
  /** Lower case; `*` for any. */
  origins: readonly string[];
  headers: readonly string[];
  exposedHeaders: readonly string[];
  credentials: boolean;
  maxAgeSeconds: number;
}

export interface AccessSettings {
  allowedAddresses: readonly string[];
  deniedAddresses: readonly string[];
  /** Empty values: any will do. */
  requiredHeaders: readonly { name: string; values: readonly string[] }[];
  cors: CorsSettings;
  token: TokenSettings;
}

/** A signed token that a call must carry (RFC 7519). */
export interface TokenSettings {
  required: boolean;
  /** The header that it comes in, behind `Bearer` where that is Authorization. */
  header: string;
  issuer: string;
  /** One of these must be named. */
  audiences: readonly string[];
  /** Where the issuer's keys are. */
  keysUrl: string;
  algorithms: readonly string[];
}

/** "inherit": as the wider scope says. */
export type Switch = "inherit" | "on" | "off";

export interface CacheSettings {
  mode: Switch;
  /** How long answers are kept of which the web service says nothing; 0: not at all. */
  seconds: number;
}

export interface PolicyDocument {
  access: AccessSettings;
  /** Of a product: none, they come with the product. */
  limits: readonly LimitRule[];
  request: {
    limitBytes: number | null;
    headers: readonly Change[];
    query: readonly Change[];
    /** The path asked for in place of the operation's; empty: as the wider scope says. */
    rewrite: string;
    validateBody: Switch;
  };
  response: { headers: readonly Change[]; mock: Switch; cache: CacheSettings };
}

export interface PolicyEntry {
  scope: PolicyScope;
  /** The id of what it is about; of the global one, anything. */
  targetId: string;
  document: PolicyDocument;
}

/** One scope's document on its way into an effective policy. */
export interface ScopedDocument {
  scope: PolicyScope;
  document: PolicyDocument;
  /** Its limits as they are counted: their ids are their own among all scopes. */
  rules: readonly LimitRule[];
}

// ---- compiled ----------------------------------------------------------------------------------------------

/** What the call must be like to pass. Throws a refusal, or says nothing. */
export interface Check {
  readonly step: "ip-filter" | "required-headers" | "broken-policy";
  readonly scope: PolicyScope;
  check(call: { headers: readonly string[]; clientAddress: string }): void;
}

export interface CorsRule {
  readonly scope: PolicyScope;
  readonly anyOrigin: boolean;
  readonly origins: ReadonlySet<string>;
  readonly anyHeader: boolean;
  /** As they are answered. */
  readonly headers: string;
  readonly exposedHeaders: string;
  readonly credentials: boolean;
  readonly maxAge: string;
}

/** Changes of one list of names, folded to one per name. */
export interface Changes {
  /** By lower-case name. */
  readonly byName: ReadonlyMap<string, Change>;
}

/** What holds for calls of one operation through one product: all scopes together. */
export interface EffectivePolicy {
  readonly checks: readonly Check[];
  /** The largest body in bytes, or null where the installation's own limit is all. */
  readonly limitBytes: number | null;
  readonly requestHeaders: Changes | null;
  readonly query: Changes | null;
  readonly responseHeaders: Changes | null;
  /** What further steps a call takes; null where none. */
  readonly steps: PolicySteps | null;
  /** The product's limits and those of all other scopes. */
  readonly limits: readonly LimitRule[];
  /** Whose each of them is. */
  readonly limitScopes: ReadonlyMap<LimitRule, PolicyScope>;
}

/** What of an operation policies can make use of. */
export interface PolicedOperation {
  id: string;
  urlTemplate: string;
  /** By content type, lower case, what a body must be like; null where nothing is said of it. */
  bodies?: readonly { contentType: string; schema: object | null }[];
  isBodyRequired?: boolean;
  /** What stands for an answer, or null. */
  example?: { status: number; contentType: string; body: string } | null;
}

export interface TokenRule extends TokenSettings {
  readonly scope: PolicyScope;
}

/** A schema that bodies are checked against. */
export interface CheckedSchema {
  /** The same for the same schema. */
  readonly key: string;
  /** As JSON. */
  readonly text: string;
}

export interface BodyRule {
  readonly isRequired: boolean;
  /** What a body of a type must fit, or in words why none of that type may come; null where nothing is said. Without a type it is JSON. */
  judge(contentType: string | null): CheckedSchema | string | null;
}

export interface MockRule {
  readonly example: { readonly status: number; readonly contentType: string; readonly body: Buffer } | null;
}

export interface CacheRule {
  readonly seconds: number;
}

/** The steps that few calls take; each null where it is not set. */
export interface PolicySteps {
  readonly tokens: readonly TokenRule[] | null;
  /** The operation's path as it was called, to the one that is asked for. */
  readonly rewrite: ((operationPath: string) => string) | null;
  readonly body: BodyRule | null;
  readonly mock: MockRule | null;
  readonly cache: CacheRule | null;
}
