import type { LimitRule } from "@/lib/limits/counter";
import { refuse } from "../refusal";
import { compileChecks } from "./access";
import { foldChanges } from "./changes";
import { compileCors } from "./cors";
import type {
  Check,
  CorsRule,
  EffectivePolicy,
  PolicedOperation,
  PolicyEntry,
  PolicyScope,
  PolicySteps,
  ScopedDocument,
} from "./document";
import { compileSteps, dependOnOperation } from "./steps";

/** What holds at one operation, whichever product a call comes through. */
export interface OperationPolicy {
  readonly cors: CorsRule | null;
  /** By product; "" for a call that comes through none. Null where nothing is set. */
  readonly effective: ReadonlyMap<string, EffectivePolicy> | null;
}

interface PolicedProduct {
  id: string;
  limits: readonly LimitRule[];
}

interface PolicedApi {
  id: string;
  /** The header that the backend's credential owns, in lower case: no policy changes it. */
  ownedHeader: string | null;
  /** The query parameter that it owns, in lower case. */
  ownedQuery: string | null;
  products: readonly PolicedProduct[];
  operations: readonly PolicedOperation[];
}

/** The documents of one catalogue, made ready operation by operation. */
export class PolicyBook {
  readonly #byId = new Map<string, ScopedDocument>();

  readonly #secretValues: readonly string[];
  readonly #problems: string[];

  /** What cannot work is named in `problems`. */
  constructor(entries: readonly PolicyEntry[], secretValues: readonly string[], problems: string[]) {
    this.#secretValues = secretValues;
    this.#problems = problems;
    for (const { scope, targetId, document } of entries) {
      const id = idOf(scope, targetId);
      const rules = document.limits.map((rule) => ({ ...rule, id: `${id}:${rule.id}` }));
      this.#byId.set(id, { scope, document, rules });
    }
  }

  /** A function that answers each operation's policy; operations without a document of their own share one. */
  forApi(api: PolicedApi): (operation: PolicedOperation) => OperationPolicy | null {
    if (this.#byId.size === 0) return () => null;
    const wide = [
      ...this.#documents("global", ""),
      ...api.products.flatMap(({ id }) => this.#documents("product", id)),
      ...this.#documents("api", api.id),
    ];
    const shared = dependOnOperation(wide) ? null : { policy: this.#compile(api, null, null) };
    return (operation) => {
      const own = this.#byId.get(idOf("operation", operation.id)) ?? null;
      return own === null && shared !== null ? shared.policy : this.#compile(api, own, operation);
    };
  }

  /** Of the secret values, those that a policy or a credential sends to the API's backends. */
  secretsAt({ id, products, operations }: PolicedApi, credentials: readonly object[]): readonly string[] {
    if (this.#secretValues.length === 0) return [];
    const documents = [
      ...this.#documents("global", ""),
      ...products.flatMap((product) => this.#documents("product", product.id)),
      ...this.#documents("api", id),
      ...operations.flatMap((operation) => this.#documents("operation", operation.id)),
    ];
    const changes = documents.flatMap(({ document: { request } }) => [...request.headers, ...request.query]);
    const sent = [
      ...changes.map(({ value }) => value),
      ...credentials.flatMap((one) => Object.values(one).map(String)),
    ];
    return this.#secretValues.filter((secret) => sent.some((text) => text.includes(secret)));
  }

  #compile(
    api: PolicedApi,
    own: ScopedDocument | null,
    operation: PolicedOperation | null,
  ): OperationPolicy | null {
    const outer = this.#documents("global", "");
    const inner = [...this.#documents("api", api.id), ...(own === null ? [] : [own])];
    const cors = compileCors([...outer, ...inner]);
    const effective = new Map<string, EffectivePolicy>();
    const foldAll = (documents: readonly ScopedDocument[], limits: readonly LimitRule[]) =>
      fold(documents, api, limits, compileSteps(documents, operation, this.#problems));
    const throughNone = foldAll([...outer, ...inner], []);
    if (throughNone !== null) effective.set("", throughNone);
    for (const { id, limits } of api.products) {
      const policy = foldAll([...outer, ...this.#documents("product", id), ...inner], limits);
      if (policy !== null) effective.set(id, policy);
    }
    if (cors === null && effective.size === 0) return null;
    return { cors, effective: effective.size === 0 ? null : effective };
  }

  #documents(scope: PolicyScope, targetId: string): ScopedDocument[] {
    const found = this.#byId.get(idOf(scope, targetId));
    return found === undefined ? [] : [found];
  }
}

function idOf(scope: PolicyScope, targetId: string): string {
  return scope === "global" ? scope : `${scope}:${targetId}`;
}

const nothingPasses: Check = {
  step: "broken-policy",
  scope: "operation",
  check() {
    throw refuse("policy-broken");
  },
};

/** All scopes' documents, outermost first, as one policy; null when they come to nothing. */
function fold(
  documents: readonly ScopedDocument[],
  { ownedHeader, ownedQuery }: PolicedApi,
  limits: readonly LimitRule[],
  { steps, isBroken }: { steps: PolicySteps | null; isBroken: boolean },
): EffectivePolicy | null {
  const checks = documents.flatMap(({ scope, document }) => compileChecks(scope, document.access));
  if (isBroken) checks.push(nothingPasses);
  const requests = documents.map(({ document }) => document.request);
  const requestHeaders = foldChanges(
    requests.flatMap(({ headers }) => headers),
    ownedHeader,
  );
  const query = foldChanges(
    requests.flatMap(({ query }) => query),
    ownedQuery,
  );
  const outward = documents.toReversed().flatMap(({ document }) => document.response.headers);
  const responseHeaders = foldChanges(outward);
  const bodyLimits = requests.flatMap(({ limitBytes }) => limitBytes ?? []);
  const limitBytes = bodyLimits.length === 0 ? null : Math.min(...bodyLimits);
  const parts = [requestHeaders, query, responseHeaders, limitBytes, steps];
  const others = documents.flatMap(({ rules }) => rules);
  if (checks.length + others.length === 0 && parts.every((part) => part === null)) return null;
  const limitScopes = new Map(
    documents.flatMap(({ scope, rules }) => rules.map((rule) => [rule, scope] as const)),
  );
  return {
    checks,
    limitBytes,
    requestHeaders,
    query,
    responseHeaders,
    steps,
    limits: others.length === 0 ? limits : [...others, ...limits],
    limitScopes,
  };
}
