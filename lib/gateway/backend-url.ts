import { type BackendRoute, redact } from "./backend";
import type { CallTarget } from "./call";
import { changeQuery } from "./policy/changes";
import type { Changes } from "./policy/document";
import type { ApiRoute, RouteMatch } from "./routes";

/**
 * The path and query asked of the backend: its base path, the operation's path and the query as received, less our
 * key parameter and the parameter that the credential owns, plus template defaults and the credential; changed as
 * the policy says.
 */
export function backendPath(
  route: RouteMatch,
  target: CallTarget,
  backend: BackendRoute,
  changes: Changes | null = null,
): string {
  const { keyQueryLower } = route.api;
  const path = backend.basePath + route.operationPath;
  const owned = backend.injectedQuery?.name;
  const credential = backend.injectedQuery === null ? [] : [backend.injectedQuery.pair];
  const isOurs = (name: string): boolean => name === keyQueryLower || name === owned;
  const from = path === "" ? "/" : path;
  let query: string | null;
  if (changes === null) {
    query = withPairs(target, isOurs, [...route.defaultPairs, ...credential]);
  } else {
    const defaults = route.defaultPairs.map((raw) => ({
      raw,
      name: raw.slice(0, raw.indexOf("=")).toLowerCase(),
    }));
    const { isTaken, added } = changeQuery(changes, [...target.pairs, ...defaults]);
    const kept = defaults.flatMap(({ raw, name }) => (isTaken(name) ? [] : [raw]));
    query = withPairs(target, (name) => isOurs(name) || isTaken(name), [...kept, ...added, ...credential]);
  }
  return query === null ? from : `${from}?${query}`;
}

/** The whole URL asked of the backend, its credential shown as dots, other secrets redacted. */
export function shownUrl({ origin, injectedQuery, secrets }: BackendRoute, path: string): string {
  if (injectedQuery === null) return redact(origin + path, secrets);
  const { pair } = injectedQuery;
  return redact(origin + path.replace(pair, `${pair.slice(0, pair.indexOf("=") + 1)}••••`), secrets);
}

/** The call's target as it may be kept: without our key parameter. */
export function recordedTarget(target: CallTarget, { keyQueryLower }: ApiRoute): string {
  const query = withPairs(target, (name) => name === keyQueryLower, []);
  return query === null ? target.path : `${target.path}?${query}`;
}

/** The query byte for byte where nothing is taken or added; null when nothing is left of it. */
function withPairs(
  { query, pairs }: CallTarget,
  unwanted: (name: string) => boolean,
  added: readonly string[],
): string | null {
  let taken = false;
  for (const pair of pairs) taken ||= unwanted(pair.name);
  if (!taken && added.length === 0) return query;
  const kept: string[] = [];
  for (const pair of pairs) if (!unwanted(pair.name)) kept.push(pair.raw);
  if (kept.length === 1 && kept[0] === "") kept.pop();
  kept.push(...added);
  return kept.length === 0 ? null : kept.join("&");
}
