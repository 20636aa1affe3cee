import { callsOf } from "@/lib/publishing/compare";

/** Which of an API's versions is shown, and in what order. Pure. */

export interface Called {
  method: string;
  urlTemplate: string;
}

interface Version {
  versionSet: string | null;
  version: string | null;
  deprecatedOn: string | null;
  published: boolean;
}

const names = new Intl.Collator("en", { numeric: true });

/** By name, the highest first: v10 is newer than v9, on every installation, whenever which was made. */
export function newestFirst(a: Pick<Version, "version">, b: Pick<Version, "version">): number {
  return names.compare(b.version ?? "", a.version ?? "");
}

/** Published before hidden, then what is not deprecated, then the newest. */
function bestFirst(a: Version, b: Version): number {
  const rank = ({ published, deprecatedOn }: Version) =>
    (published ? 0 : 2) + (deprecatedOn === null ? 0 : 1);
  return rank(a) - rank(b) || newestFirst(a, b);
}

/** Of each set the one API that stands for it, with how many there are; an API without versions stands for itself. */
export function oneOfEachSet<Api extends Version>(apis: readonly Api[]): { api: Api; versions: Api[] }[] {
  const sets = new Map<string, Api[]>();
  for (const api of apis) {
    if (api.versionSet !== null) sets.set(api.versionSet, [...(sets.get(api.versionSet) ?? []), api]);
  }
  return apis.flatMap((api) => {
    const versions = (api.versionSet === null ? undefined : sets.get(api.versionSet)) ?? [api];
    const [best] = versions.toSorted(bestFirst);
    return best === api ? [{ api, versions }] : [];
  });
}

/** The operation that takes the same calls as another version's: same verb, same URL template but for names. */
export function sameOperation<Operation extends Called>(
  wanted: Called,
  operations: readonly Operation[],
): Operation | undefined {
  return operations.find((operation) => callsOf(operation) === callsOf(wanted));
}
