import { isDeepStrictEqual } from "node:util";
import { freeSlug } from "@/lib/catalogue/slug";
import { followTemplate } from "@/lib/catalogue/template-parameters";
import type { RevisedOperation, Snapshot } from "./snapshot";

/**
 * A draft with what was changed in the API since it began. Where both changed the same thing, the draft's stands:
 * it was written on purpose, and is not published yet.
 */
export function mergeSnapshots(base: Snapshot, draft: Snapshot, live: Snapshot): Snapshot {
  return {
    format: 1,
    settings: mergeFields(base.settings, draft.settings, live.settings),
    policy: newer(base.policy, draft.policy, live.policy),
    operations: withFreeSlugs(
      mergeOperations(base.operations, draft.operations, live.operations),
      byId(live.operations),
    ),
  };
}

function newer<Value>(base: Value, draft: Value, live: Value): Value {
  return isDeepStrictEqual(base, draft) ? live : draft;
}

function mergeFields<Fields extends object>(base: Fields, draft: Fields, live: Fields): Fields {
  const merged = { ...draft };
  for (const key of keysOf(merged)) merged[key] = newer(base[key], draft[key], live[key]);
  return merged;
}

function keysOf<Fields extends object>(fields: Fields): (keyof Fields)[] {
  // Plain data: it has no other keys than its type says.
  return Object.keys(fields) as (keyof Fields)[];
}

type Operations = readonly RevisedOperation[];

function mergeOperations(base: Operations, draft: Operations, live: Operations): RevisedOperation[] {
  const [before, drafted, present] = [byId(base), byId(draft), byId(live)];
  const isMoved = !isDeepStrictEqual(idsWithin(draft, before), idsWithin(base, drafted));
  const [first, second] = isMoved ? [draft, live] : [live, draft];
  const ids = new Set([...first, ...second].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [was, own, other] = [before.get(id), drafted.get(id), present.get(id)];
    if (was && own && other) {
      const merged = mergeFields(was, own, other);
      return [isDeepStrictEqual(merged, other) ? other : withOwnParameters(merged)];
    }
    // Added on one side, or deleted on one: a deletion stands, unless the draft works on what is gone.
    if (!was) return own ?? other ?? [];
    return own && !isDeepStrictEqual(own, was) ? [own] : [];
  });
}

/** The URL template may be one side's, and the parameters the other's. */
function withOwnParameters(operation: RevisedOperation): RevisedOperation {
  const { urlTemplate, parameters } = operation;
  return { ...operation, parameters: followTemplate(urlTemplate, parameters) };
}

function byId(operations: Operations): Map<string, RevisedOperation> {
  return new Map(operations.map((operation) => [operation.id, operation]));
}

function idsWithin(operations: Operations, others: ReadonlyMap<string, unknown>): string[] {
  return operations.map(({ id }) => id).filter((id) => others.has(id));
}

/** Both sides may have given the same slug to an operation of theirs: then the API's keeps it, which links know. */
function withFreeSlugs(
  operations: Operations,
  present: ReadonlyMap<string, RevisedOperation>,
): RevisedOperation[] {
  const taken = new Set([...present.values()].map(({ slug }) => slug));
  return operations.map((operation) => {
    if (present.has(operation.id)) return operation;
    const slug = freeSlug(operation.slug, taken);
    taken.add(slug);
    return { ...operation, slug };
  });
}
