import { isDeepStrictEqual } from "node:util";
import { listChanges } from "@/lib/audit/changes";
import type { Change } from "@/lib/audit/schema";
import type { Configuration } from "./document-schema";
import { type Part, partsOf } from "./parts";

/** What a file would change. Pure. */

export interface ChangedPart {
  after: Part;
  changes: Change[];
}

/** How the operations of an API, or the products, are to follow one another: by slug. */
export interface WantedOrder {
  /** The API's slug; null for the products. */
  api: string | null;
  before: string[];
  after: string[];
  /** Whether some change places that were there before. */
  isMoved: boolean;
}

export interface Comparison {
  added: Part[];
  changed: ChangedPart[];
  /** What is there and not in the file, in the sections that the file has. */
  absent: Part[];
  unchanged: Part[];
  orders: WantedOrder[];
}

export function compareConfigurations(current: Configuration, wanted: Configuration): Comparison {
  const stored = new Map(partsOf(current).map((part) => [part.key, part]));
  const comparison: Comparison = { added: [], changed: [], absent: [], unchanged: [], orders: [] };
  const named = partsOf(wanted);
  for (const after of named) {
    const before = stored.get(after.key);
    if (!before) comparison.added.push(after);
    else if (isDeepStrictEqual(comparable(before), comparable(after))) comparison.unchanged.push(after);
    else comparison.changed.push({ after, changes: listChanges(comparable(before), comparable(after)) });
  }
  const keys = new Set(named.map(({ key }) => key));
  const speaksOf = sectionsOf(wanted);
  comparison.absent = [...stored.values()].filter((part) => !keys.has(part.key) && speaksOf(part));
  comparison.orders = wantedOrders(current, wanted);
  return comparison;
}

/** A part's values. What kind of credential is stored is told, not compared: no file can bring one. */
function comparable(part: Part): unknown {
  if (part.kind === "backend") return plain({ ...part.value, credential: undefined });
  if (part.kind !== "api") return plain(part.value);
  return plain({ ...part.value, backend: { ...part.value.backend, credential: undefined } });
}

/** As the database gives it back: members without a value are not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Whether a part that is not in the file belongs to a section that is. Settings are always there. */
function sectionsOf(wanted: Configuration): (part: Part) => boolean {
  const apis = new Map((wanted.apis ?? []).map((api) => [api.slug, api]));
  return (part) => {
    switch (part.kind) {
      case "setting":
      case "policy":
        return false;
      case "notification":
        return wanted.settings?.notifications !== undefined;
      case "identity-provider":
        return wanted.identityProviders !== undefined;
      case "named-value":
        return wanted.namedValues !== undefined;
      case "group":
        return wanted.groups !== undefined;
      case "api":
        return wanted.apis !== undefined;
      case "product":
        return wanted.products !== undefined;
      // Those of an API that goes as a whole go with it.
      case "backend":
        return apis.get(part.api)?.pool !== undefined;
      case "operation":
        return apis.get(part.api)?.operations !== undefined;
    }
  };
}

function wantedOrders(current: Configuration, wanted: Configuration): WantedOrder[] {
  const stored = new Map((current.apis ?? []).map(({ slug, operations }) => [slug, slugsOf(operations)]));
  const operations = (wanted.apis ?? []).flatMap(({ slug, operations }) =>
    operations ? [{ api: slug, before: stored.get(slug) ?? [], named: slugsOf(operations) }] : [],
  );
  const products = wanted.products
    ? [{ api: null, before: slugsOf(current.products), named: slugsOf(wanted.products) }]
    : [];
  return [...operations, ...products].map(({ api, before, named }) => {
    const after = mergedOrder(before, named);
    const known = new Set(before);
    const isMoved = after.filter((slug) => known.has(slug)).some((slug, at) => slug !== before[at]);
    return { api, before, after, isMoved };
  });
}

/** The file's own order; what it does not name stays behind what it was behind. */
export function mergedOrder(before: readonly string[], wanted: readonly string[]): string[] {
  const named = new Set(wanted);
  const merged = [...wanted];
  for (const [index, slug] of before.entries()) {
    if (named.has(slug)) continue;
    const previous = before[index - 1];
    merged.splice(previous === undefined ? 0 : merged.indexOf(previous) + 1, 0, slug);
  }
  return merged;
}

function slugsOf(list: readonly { slug: string }[] | undefined): string[] {
  return (list ?? []).map(({ slug }) => slug);
}
