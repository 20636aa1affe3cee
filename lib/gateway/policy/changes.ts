import type { Change, Changes } from "./document";

/**
 * Changes that follow one another, folded to one per name: what is set or removed later wins; a default holds only
 * where nothing was set before. Names that somebody else owns are left out. Null when nothing is left.
 */
export function foldChanges(inOrder: readonly Change[], ownedName: string | null = null): Changes | null {
  const byName = new Map<string, Change>();
  for (const change of inOrder) {
    const lower = change.name.toLowerCase();
    if (lower === ownedName) continue;
    const earlier = byName.get(lower);
    if (change.action !== "default" || earlier === undefined) byName.set(lower, change);
    // Set where absent, after a removal: it is absent.
    else if (earlier.action === "remove") byName.set(lower, { ...change, action: "set" });
  }
  return byName.size === 0 ? null : { byName };
}

/** A header list (name, value, name, value) with the changes made; what is not named keeps order and number. */
export function changeHeaders(headers: readonly string[], { byName }: Changes): string[] {
  const kept: string[] = [];
  const present = new Set<Change>();
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    const change = byName.get(name.toLowerCase());
    if (change !== undefined && change.action !== "default") continue;
    if (change !== undefined) present.add(change);
    kept.push(name, headers[n + 1] ?? "");
  }
  for (const change of byName.values()) {
    if (change.action !== "remove" && !present.has(change)) kept.push(change.name, change.value);
  }
  return kept;
}

/** What the changes mean for a query: whose pairs go, and which pairs come, given the names that are there. */
export function changeQuery(
  { byName }: Changes,
  present: readonly { name: string }[],
): { isTaken: (lowerName: string) => boolean; added: string[] } {
  const added: string[] = [];
  for (const [lower, change] of byName) {
    if (change.action === "remove") continue;
    if (change.action === "default" && present.some(({ name }) => name === lower)) continue;
    added.push(`${encodeURIComponent(change.name)}=${encodeURIComponent(change.value)}`);
  }
  return {
    isTaken: (name) => (byName.get(name)?.action ?? "default") !== "default",
    added,
  };
}
