import { isDeepStrictEqual } from "node:util";
import type { OperationInput } from "@/lib/catalogue/operation-schema";
import { parseUrlTemplate, templateShape } from "@/lib/catalogue/url-template";

import { type OperationPart, operationParts } from "./schema";

export interface Comparison<Stored extends OperationInput> {
  added: OperationInput[];
  changed: { before: Stored; after: OperationInput; parts: OperationPart[] }[];
  removed: Stored[];
  unchanged: Stored[];
}

/** Operations are the same when they take the same calls: same verb, same URL template but for names. */
export function compareOperations<Stored extends OperationInput>(
  stored: readonly Stored[],
  wanted: readonly OperationInput[],
): Comparison<Stored> {
  const byCalls = new Map(stored.map((one) => [callsOf(one), one]));
  const comparison: Comparison<Stored> = { added: [], changed: [], removed: [], unchanged: [] };
  for (const after of wanted) {
    const before = byCalls.get(callsOf(after));
    byCalls.delete(callsOf(after));
    const differing =
      before && operationParts.filter((part) => !isDeepStrictEqual(plain(before[part]), plain(after[part])));
    if (!before || !differing) comparison.added.push(after);
    else if (differing.length === 0) comparison.unchanged.push(before);
    else comparison.changed.push({ before, after, parts: differing });
  }
  comparison.removed.push(...byCalls.values());
  return comparison;
}

/** What operations have in common that take the same calls. */
export function callsOf({ method, urlTemplate }: { method: string; urlTemplate: string }): string {
  const parsed = parseUrlTemplate(urlTemplate);
  return `${method} ${parsed.ok ? templateShape(parsed.template) : urlTemplate}`;
}

/** As the database gives it back: members without a value are not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
