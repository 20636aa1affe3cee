import { isDeepStrictEqual } from "node:util";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import type { Difference, DifferentPart } from "./schema";
import type { RevisedOperation, Snapshot } from "./snapshot";

/** What differs between two states, in words: settings, policies, operations, their order. */
export function listDifferences(before: Snapshot, after: Snapshot): Difference[] {
  return [
    ...changed(text.settings, differingParts(before.settings, after.settings, text.settingNames)),
    ...changed(text.apiPolicy, differingParts(before, after, { policy: text.policy })),
    ...operationDifferences(before.operations, after.operations),
  ];
}

/** The settings of a state, each as text. */
export function settingLines(settings: Snapshot["settings"]): { name: string; value: string }[] {
  return partsOf(text.settingNames).map((part) => ({
    name: text.settingNames[part],
    value: asText(settings[part]),
  }));
}

function changed(subject: string, parts: DifferentPart[]): Difference[] {
  return parts.length === 0 ? [] : [{ subject, change: "changed", parts }];
}

function operationDifferences(
  before: readonly RevisedOperation[],
  after: readonly RevisedOperation[],
): Difference[] {
  const old = new Map(before.map((operation) => [operation.id, operation]));
  const kept = new Set(after.map(({ id }) => id));
  const differences = after.flatMap((operation): Difference[] => {
    const was = old.get(operation.id);
    if (!was) return [{ subject: titleOf(operation), change: "added", parts: [] }];
    return changed(titleOf(was), differingParts(was, operation, text.operationParts));
  });
  const removed = before
    .filter(({ id }) => !kept.has(id))
    .map((operation): Difference => ({ subject: titleOf(operation), change: "removed", parts: [] }));
  return [...differences, ...removed, ...orderDifference(before, after)];
}

/** Of those that stay: one that comes or goes moves none of the others. */
function orderDifference(
  before: readonly RevisedOperation[],
  after: readonly RevisedOperation[],
): Difference[] {
  const names = (list: readonly RevisedOperation[], others: readonly RevisedOperation[]) =>
    list.filter(({ id }) => others.some((other) => other.id === id));
  const [was, is] = [names(before, after), names(after, before)];
  if (was.every(({ id }, index) => id === is[index]?.id)) return [];
  const lines = (list: readonly RevisedOperation[]) => list.map(titleOf).join("\n");
  return changed(text.order, [{ name: text.order, before: lines(was), after: lines(is) }]);
}

function titleOf({ method, displayName }: RevisedOperation): string {
  return `${method} ${displayName}`;
}

/** The parts that have a name and differ, each as text. */
function differingParts<Part extends string>(
  before: Record<NoInfer<Part>, unknown>,
  after: Record<NoInfer<Part>, unknown>,
  names: Record<Part, string>,
): DifferentPart[] {
  return partsOf(names).flatMap((part) =>
    isDeepStrictEqual(before[part], after[part])
      ? []
      : [{ name: names[part], before: asText(before[part]), after: asText(after[part]) }],
  );
}

function partsOf<Part extends string>(names: Record<Part, string>): Part[] {
  // Plain data: it has no other keys than its type says.
  return Object.keys(names) as Part[];
}

function asText(value: unknown): string {
  if (typeof value === "boolean") return value ? text.yes : text.no;
  if (value === null) return "";
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
