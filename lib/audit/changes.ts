import type { Change } from "./schema";

/** What differs between two states, as a person reads it: one line per value. Pure. */

type Json = unknown;

/** The values that differ, in the order in which they stand. Values that are the same are left out. */
export function listChanges(before: Json, after: Json): Change[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Every value with its path. Lists of plain values are one value: their items have no name to go by. */
function leavesOf(value: Json): Map<string, string> {
  const leaves = new Map<string, string>();
  const collect = (inner: Json, path: readonly string[]): void => {
    const entries = membersOf(inner);
    if (entries === null) leaves.set(path.join(" › "), wordOf(inner));
    else for (const [name, member] of entries) collect(member, [...path, name]);
  };
  if (value !== null && value !== undefined) collect(value, []);
  return leaves;
}

function membersOf(value: Json): [string, Json][] | null {
  if (typeof value !== "object" || value === null) return null;
  if (!Array.isArray(value)) return Object.entries(value);
  if (value.every((item) => typeof item !== "object" || item === null)) return null;
  return value.map((item, index) => [String(index + 1), item]);
}

function wordOf(value: Json): string {
  if (Array.isArray(value)) return value.map(wordOf).join("\n");
  return typeof value === "string" ? value : JSON.stringify(value);
}
