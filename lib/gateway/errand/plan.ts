import { createHash } from "node:crypto";
import { type BackendRoute, compileBackend, withSecrets } from "../backend";
import type { ApiEntry, BackendCredential, BackendEntry, Resilience } from "../entries";

/** How an API's calls are spread, repeated and held back; only where one backend with one fixed credential is not all. */

/** A client of an OAuth server that gives out tokens for itself (RFC 6749 section 4.4). */
export interface TokenClient {
  /** Tells clients apart without telling their secrets. */
  readonly id: string;
  /** The token endpoint. */
  readonly url: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

/** A backend with one of its credentials. */
export interface Variant {
  readonly backend: BackendRoute;
  /** Who fetches the token that the credential is, or null where the credential is at hand. */
  readonly client: TokenClient | null;
}

export interface PoolMember {
  readonly id: string;
  readonly weight: number;
  /** Lower is asked first. */
  readonly priority: number;
  readonly present: Variant;
  /** The credential that takes over at a time; until the overlap is ended either can stand in for the other. */
  readonly next: (Variant & { readonly fromMs: number }) | null;
}

export interface BackendPlan {
  /** The API's own backend first. */
  readonly members: readonly PoolMember[];
  readonly attempts: number;
  readonly failureStatuses: ReadonlySet<number>;
  readonly breaker: { readonly failures: number; readonly restMs: number } | null;
}

/** What a pool does unless it is told otherwise: a backend that fails is left out for a while. */
const poolBreaker = { failures: 5, restMs: 30_000 };
const usualFailures = [502, 503, 504];

export interface CompiledBackends {
  /** What headers and paths are prepared for; of a plan, without any credential. */
  backend: BackendRoute;
  plan: BackendPlan | null;
}

/** An API's backends made ready; null when its own does not parse. Others that do not are left out and named. */
export function compileBackends(
  { backend: own, pool = [], resilience = null }: ApiEntry,
  problems: string[],
): CompiledBackends | null {
  const first = compileMember(own);
  if (first === null) return null;
  const isSingle = pool.length === 0 && first.next === null && first.present.client === null;
  const isPlain =
    isSingle && (resilience === null || (resilience.attempts === 1 && resilience.failures === 0));
  if (isPlain) return { backend: first.present.backend, plan: null };
  const others = pool.flatMap((entry) => {
    const member = compileMember(entry);
    if (member === null) problems.push(`backend ${entry.url}: the web service URL does not parse`);
    return member === null ? [] : [member];
  });
  const members = [first, ...others];
  return { backend: withoutCredential(members), plan: { members, ...rules(members.length, resilience) } };
}

/** Every credential that an API's backends may be given. */
export function credentialsOf({ backend, pool = [] }: ApiEntry): BackendCredential[] {
  return [backend, ...pool].flatMap(({ credential, nextCredential = null }) =>
    [credential, nextCredential?.credential ?? null].filter((one) => one !== null),
  );
}

/** The same, with further secrets that no answer and no record may show, whichever backend a call comes to. */
export function keepingSecrets(
  { backend, plan }: CompiledBackends,
  secrets: readonly string[],
): CompiledBackends {
  const keeping = <Kept extends Variant>(variant: Kept): Kept => ({
    ...variant,
    backend: withSecrets(variant.backend, secrets),
  });
  const members = plan?.members.map((member) => ({
    ...member,
    present: keeping(member.present),
    next: member.next && keeping(member.next),
  }));
  return {
    backend: withSecrets(backend, secrets),
    plan: plan === null || members === undefined ? plan : { ...plan, members },
  };
}

function rules(memberCount: number, resilience: Resilience | null): Omit<BackendPlan, "members"> {
  const { attempts = 1, failures = 0, restSeconds = 0, failureStatuses = usualFailures } = resilience ?? {};
  const breaker = failures === 0 ? null : { failures, restMs: restSeconds * 1000 };
  return {
    attempts,
    failureStatuses: new Set(failureStatuses),
    breaker: breaker ?? (memberCount > 1 ? poolBreaker : null),
  };
}

function compileMember(entry: BackendEntry): PoolMember | null {
  const present = compileVariant(entry, entry.credential);
  if (present === null) return null;
  const { id, weight = 1, priority = 1, nextCredential: waiting = null } = entry;
  const next = waiting === null ? null : compileVariant(entry, waiting.credential);
  return {
    id,
    weight,
    priority,
    present,
    next: next && { ...next, fromMs: waiting?.fromMs ?? Number.POSITIVE_INFINITY },
  };
}

export function compileVariant(entry: BackendEntry, credential: BackendCredential | null): Variant | null {
  const backend = compileBackend({ ...entry, credential });
  if (backend === null) return null;
  return { backend, client: credential?.kind === "entra" ? tokenClient(credential) : null };
}

function tokenClient(credential: BackendCredential & { kind: "entra" }): TokenClient {
  const { authority, clientId, clientSecret, scope } = credential;
  return {
    id: createHash("sha256").update(JSON.stringify(credential)).digest("base64url"),
    url: new URL(`${authority.replace(/\/+$/, "")}/oauth2/v2.0/token`),
    clientId,
    clientSecret,
    scope,
  };
}

/** The API's own backend as calls are prepared for it: which credential they take is known when one is chosen. */
function withoutCredential(members: readonly PoolMember[]): BackendRoute {
  const variants = members.flatMap(({ present, next }) => (next === null ? [present] : [present, next]));
  const [first] = variants;
  const owned = new Set(variants.map(({ backend }) => backend.ownedHeader));
  if (first === undefined) throw new Error("an API without a backend");
  return {
    ...first.backend,
    injectedHeaders: [],
    injectedQuery: null,
    ownedHeader: owned.size === 1 ? first.backend.ownedHeader : null,
  };
}
