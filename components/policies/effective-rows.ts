import { effectiveMessages } from "@/lib/messages/en/policies-effective";
import { describeLimit } from "@/lib/messages/en/products";
import type { Change, PolicyDocument, PolicyScope } from "@/lib/policies/schema";

const text = effectiveMessages.settings;

export interface ScopePolicy {
  scope: PolicyScope;
  targetId: string;
  name: string;
  document: PolicyDocument;
}

export interface EffectiveRow {
  key: string;
  setting: string;
  from: ScopePolicy;
  /** Whether another scope's setting holds in its place, for every call that both meet. */
  overruled: boolean;
}

/** What one part of a document sets. `rival` names what only one scope can decide; null adds up. */
interface Setting {
  words: string;
  rival: string | null;
  /** Of a change to a header or parameter. */
  action?: Change["action"];
}

type PlacedSetting = Setting & { from: ScopePolicy };

/**
 * All settings of all scopes that meet calls of one operation, outermost first. Products stand beside one another: none
 * overrules another's, for a call comes through one of them.
 */
export function effectiveRows(outermostFirst: readonly ScopePolicy[]): EffectiveRow[] {
  const rows = outermostFirst.flatMap((from) =>
    settingsOf(from.document).map((setting) => ({ ...setting, from })),
  );
  return rows.map((row, index) => ({
    key: `${row.from.scope} ${row.from.targetId} ${index}`,
    setting: row.words,
    from: row.from,
    overruled: row.rival !== null && rows.some((other) => other.rival === row.rival && beats(other, row)),
  }));
}

const depth = { global: 0, product: 1, api: 2, operation: 3 } as const;

/**
 * Inward the narrower scope has the last word, on the way out the wider one. What is set where absent overrules nothing,
 * and gives way to what is set in any case, what came before it and what removes it later.
 */
function beats(other: PlacedSetting, one: PlacedSetting): boolean {
  if (one.rival === "body") return smaller(other.from, one.from);
  const further = depth[other.from.scope] - depth[one.from.scope];
  const later = one.rival?.startsWith("answer ") ? -further : further;
  if (later === 0 || (other.action === "default" && one.action !== "default")) return false;
  if (one.action !== "default") return later > 0;
  if (other.action === "set") return true;
  return other.action === "default" ? later < 0 : later > 0;
}

/** A product's limit speaks for its own calls alone, so it overrules no other scope's. */
function smaller({ scope, document }: ScopePolicy, one: ScopePolicy): boolean {
  const limit = document.request.limitBytes ?? Number.POSITIVE_INFINITY;
  return scope !== "product" && limit < (one.document.request.limitBytes ?? Number.POSITIVE_INFINITY);
}

function settingsOf({ access, limits, request, response }: PolicyDocument): Setting[] {
  const { allowedAddresses, deniedAddresses, requiredHeaders, cors, token } = access;
  return [
    ...listed(allowedAddresses, text.allowedAddresses),
    ...listed(deniedAddresses, text.deniedAddresses),
    ...requiredHeaders.map(({ name, values }) => adds(text.requiredHeader(name, values.join(", ")))),
    ...(token.required ? [adds(text.token(token.issuer, token.audiences.join(", ")))] : []),
    ...(cors.mode === "allow" ? [{ words: text.corsAllow(cors.origins.join(", ")), rival: "cors" }] : []),
    ...(cors.mode === "refuse" ? [{ words: text.corsRefuse, rival: "cors" }] : []),
    ...limits.map((limit) => adds(text.limit(describeLimit(limit)))),
    ...(request.limitBytes === null ? [] : [{ words: text.bodyLimit(request.limitBytes), rival: "body" }]),
    ...request.headers.map((change) => changes("request", text.places.requestHeader, change)),
    ...request.query.map((change) => changes("query", text.places.query, change)),
    ...(request.rewrite === "" ? [] : [{ words: text.rewrite(request.rewrite), rival: "rewrite" }]),
    ...switched(request.validateBody, "validate", text.validateBody),
    ...switched(response.mock, "mock", text.mock),
    ...switched(response.cache.mode, "cache", {
      on: text.cache.on(response.cache.seconds),
      off: text.cache.off,
    }),
    ...response.headers.map((change) => changes("answer", text.places.answerHeader, change)),
  ];
}

function switched(
  state: PolicyDocument["response"]["mock"],
  rival: string,
  words: Record<"on" | "off", string>,
): Setting[] {
  return state === "inherit" ? [] : [{ words: words[state], rival }];
}

function adds(words: string): Setting {
  return { words, rival: null };
}

function listed(entries: readonly string[], words: (list: string) => string): Setting[] {
  return entries.length === 0 ? [] : [adds(words(entries.join(", ")))];
}

function changes(kind: string, place: string, { action, name, value }: Change): Setting {
  const words = text.change(place, text.actions[action], name, action === "remove" ? "" : value);
  return { words, rival: `${kind} ${name.toLowerCase()}`, action };
}
