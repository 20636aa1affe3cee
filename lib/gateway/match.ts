import { parseUrlTemplate, type UrlTemplate } from "@/lib/catalogue/url-template";
import type { CallTarget, QueryPair, Refusal } from "./call";
import type { ApiEntry, CatalogueData, OperationEntry } from "./entries";
import { compileBackends, credentialsOf, keepingSecrets } from "./errand/plan";
import { type OperationPolicy, PolicyBook } from "./policy/compile";
import { refuse } from "./refusal";
import type {
  ApiRoute,
  CatalogueSnapshot,
  MatchFailure,
  OperationRoute,
  ProductRoute,
  RouteMatch,
} from "./routes";

/** What one template asks of the query. */
interface QueryNeed {
  key: string;
  keyLower: string;
  /** The fixed value in lower case, or null when any value will do. */
  literal: string | null;
  /** `key=value` to add when the call leaves it out, or null when it must be there. */
  defaultPair: string | null;
}

interface CompiledOperation {
  route: OperationRoute;
  needs: QueryNeed[];
}

/** One place in an API's tree of segments. */
interface Node {
  literals: Map<string, Node>;
  parameter: Node | null;
  /** Operations whose template ends here, by method. */
  ends: Map<string, CompiledOperation[]> | null;
  /** Operations whose template goes on with a wildcard here, by method. */
  rests: Map<string, CompiledOperation[]> | null;
}

interface CompiledApi {
  route: ApiRoute;
  root: Node;
}

/** What was met on the way to no match. */
interface Search {
  method: string;
  pairs: readonly QueryPair[];
  /** Methods that the path is known by; null while no other than the call's was met. */
  allowed: Set<string> | null;
  missing: string | null;
  defaults: readonly string[];
}

const noDefaults: readonly string[] = [];

/** Compiles a catalogue to an immutable snapshot. What cannot work is left out and named in `problems`. */
export function compileCatalogue(data: CatalogueData): CatalogueSnapshot {
  const { apis, products, policies = [], secretValues = [] } = data;
  const problems: string[] = [];
  const productById = new Map(products.map((product) => [product.id, product]));
  const book = new PolicyBook(policies, secretValues, problems);
  const bySuffix = new Map<string, CompiledApi>();
  let longestSuffix = 0;
  for (const api of apis) {
    const suffix = api.suffix.toLowerCase();
    const compiled = compileApi(api, productById, book, problems);
    if (bySuffix.has(suffix)) problems.push(`API ${api.name}: the suffix ${suffix} is another API's`);
    else if (compiled !== null) bySuffix.set(suffix, compiled);
    longestSuffix = Math.max(longestSuffix, suffix.split("/").length);
  }
  return { problems, match: (method, target) => match(bySuffix, longestSuffix, method, target) };
}

function compileApi(
  api: ApiEntry,
  productById: Map<string, CatalogueData["products"][number]>,
  book: PolicyBook,
  problems: string[],
): CompiledApi | null {
  const compiled = compileBackends(api, problems);
  if (compiled === null) {
    problems.push(`API ${api.name}: the web service URL does not parse`);
    return null;
  }
  const { backend } = compiled;
  const products = new Map<string, ProductRoute>();
  let openProduct: ProductRoute | null = null;
  for (const id of api.productIds) {
    const product = productById.get(id);
    if (product === undefined) continue;
    const { name, published, limits, requiresSubscription } = product;
    const route = { id, name, published, limits };
    products.set(id, route);
    if (!requiresSubscription && published) openProduct ??= route;
  }
  const { id, name, schemes, requiresSubscription, published, keyHeader, keyQuery, acceptsForeignJobs } = api;
  const root = newNode();
  const policed = {
    id,
    ownedHeader: backend.ownedHeader,
    ownedQuery: backend.injectedQuery?.name ?? null,
    products: [...products.values()],
    operations: api.operations,
  };
  const policyOf = book.forApi(policed);
  for (const operation of api.operations) {
    addOperation(root, operation, policyOf(operation), `API ${name}`, problems);
  }
  const keyNames = {
    keyHeader,
    keyHeaderLower: keyHeader.toLowerCase(),
    keyQueryLower: keyQuery.toLowerCase(),
  };
  const route = {
    id,
    name,
    schemes,
    requiresSubscription,
    published,
    ...keyNames,
    acceptsForeignJobs,
    ...keepingSecrets(compiled, book.secretsAt(policed, credentialsOf(api))),
    products,
    openProduct,
  };
  return { route, root };
}

function newNode(): Node {
  return { literals: new Map(), parameter: null, ends: null, rests: null };
}

function addOperation(
  root: Node,
  operation: OperationEntry,
  policy: OperationPolicy | null,
  where: string,
  problems: string[],
): void {
  const parsed = parseUrlTemplate(operation.urlTemplate);
  if (!parsed.ok) {
    problems.push(
      `${where}, operation ${operation.name}: the URL template does not parse (${parsed.error.code})`,
    );
    return;
  }
  const { template } = parsed;
  const node = template.segments.reduce((at, segment) => {
    if (segment.kind === "parameter") {
      at.parameter ??= newNode();
      return at.parameter;
    }
    const text = literalKey(segment.text);
    const next = at.literals.get(text) ?? newNode();
    at.literals.set(text, next);
    return next;
  }, root);
  const method = operation.method.toUpperCase();
  const compiled = {
    route: { id: operation.id, name: operation.name, method, policy },
    needs: compileNeeds(template, operation),
  };
  const place = template.wildcard ? "rests" : "ends";
  const byMethod = node[place] ?? new Map<string, CompiledOperation[]>();
  node[place] = byMethod;
  // The one that asks for most comes first; among equals the first that was given.
  const candidates = [...(byMethod.get(method) ?? []), compiled];
  byMethod.set(
    method,
    candidates.sort((a, b) => b.needs.length - a.needs.length),
  );
}

/** A template's literal in the form in which calls' segments are compared. */
function literalKey(text: string): string {
  const escaped = encodeURI(text).replaceAll("%25", "%");
  const plain = escaped.replace(/%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi, (code) =>
    decodeURIComponent(code),
  );
  return plain.toLowerCase();
}

function compileNeeds({ query }: UrlTemplate, { queryDefaults }: OperationEntry): QueryNeed[] {
  return query.map(({ key, parameter, literal }) => {
    const value =
      parameter !== null && Object.hasOwn(queryDefaults, parameter) ? queryDefaults[parameter] : undefined;
    return {
      key,
      keyLower: key.toLowerCase(),
      literal: literal?.toLowerCase() ?? null,
      defaultPair: value === undefined ? null : `${key}=${encodeURIComponent(value)}`,
    };
  });
}

function match(
  bySuffix: Map<string, CompiledApi>,
  longestSuffix: number,
  method: string,
  target: CallTarget,
): RouteMatch | MatchFailure {
  const { segments, path } = target;
  let count = Math.min(longestSuffix, segments.length);
  let api: CompiledApi | undefined;
  for (; count > 0; count--) {
    const prefix = count === 1 ? segments[0] : segments.slice(0, count).join("/");
    api = bySuffix.get(prefix ?? "");
    if (api !== undefined) break;
  }
  if (api === undefined) return { refusal: refuse("not-found"), api: null };
  // A slash at the end is forwarded as it came and makes no difference here.
  const end = segments.at(-1) === "" && segments.length > count ? segments.length - 1 : segments.length;
  const search: Search = { method, pairs: target.pairs, allowed: null, missing: null, defaults: noDefaults };
  const found = walk(api.root, segments, count, end, search);
  if (found === null) return { refusal: explain(search), api: api.route };
  const operationPath = path.slice(offsetOf(path, count));
  return {
    refusal: null,
    api: api.route,
    operation: found.route,
    operationPath,
    defaultPairs: search.defaults,
  };
}

/** Where the n-th segment's end is: the start of what lies below the suffix. */
function offsetOf(path: string, count: number): number {
  let at = 0;
  for (let n = 0; n < count; n++) {
    const next = path.indexOf("/", at + 1);
    if (next === -1) return path.length;
    at = next;
  }
  return at;
}

/** Literals before parameters before the wildcard, and back up where a branch leads nowhere. */
function walk(
  node: Node,
  segments: readonly string[],
  index: number,
  end: number,
  search: Search,
): CompiledOperation | null {
  let found: CompiledOperation | null = null;
  if (index >= end) {
    found = node.ends === null ? null : choose(node.ends, search);
  } else {
    const segment = segments[index] ?? "";
    const literal = node.literals.get(segment);
    if (literal !== undefined) found = walk(literal, segments, index + 1, end, search);
    if (found === null && node.parameter !== null && segment !== "") {
      found = walk(node.parameter, segments, index + 1, end, search);
    }
  }
  if (found === null && node.rests !== null) found = choose(node.rests, search);
  return found;
}

/** The first operation of the method whose query needs are met; HEAD goes where GET does (RFC 9110 section 9.3.2). */
function choose(byMethod: Map<string, CompiledOperation[]>, search: Search): CompiledOperation | null {
  const candidates =
    byMethod.get(search.method) ?? (search.method === "HEAD" ? byMethod.get("GET") : undefined);
  if (candidates === undefined) {
    search.allowed ??= new Set();
    for (const method of byMethod.keys()) search.allowed.add(method);
    return null;
  }
  for (const candidate of candidates) {
    if (meets(candidate.needs, search)) return candidate;
  }
  return null;
}

function meets(needs: QueryNeed[], search: Search): boolean {
  search.defaults = noDefaults;
  for (const need of needs) {
    const pair = search.pairs.find(({ name }) => name === need.keyLower);
    if (pair === undefined) {
      if (need.defaultPair === null) {
        search.missing ??= need.key;
        return false;
      }
      search.defaults = [...search.defaults, need.defaultPair];
    } else if (need.literal !== null && pair.raw.slice(pair.valueAt).toLowerCase() !== need.literal) {
      return false;
    }
  }
  return true;
}

function explain({ missing, allowed }: Search): Refusal {
  if (missing !== null) {
    return refuse("missing-parameter", { message: `The query parameter "${missing}" is required.` });
  }
  if (allowed === null) return refuse("not-found");
  if (allowed.has("GET")) allowed.add("HEAD");
  return refuse("method-not-allowed", { headers: ["Allow", [...allowed].join(", ")] });
}
