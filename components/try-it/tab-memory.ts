/**
 * What this tab goes on with from one operation of an API to the next: the last batch job, as a link's fragment
 * carries it, and the subscription that was called with, which alone a job answers to.
 */
type Remembered = "job" | "subscription";

const storageKey = (what: Remembered, apiId: string) => `gatehouse.${what}.${apiId}`;

export function recall(what: Remembered, apiId: string): string {
  try {
    return sessionStorage.getItem(storageKey(what, apiId)) ?? "";
  } catch {
    // Storage is switched off in this browser: the links in an answer carry the job all the same.
    return "";
  }
}

export function remember(what: Remembered, apiId: string, value: string): void {
  try {
    sessionStorage.setItem(storageKey(what, apiId), value);
  } catch {
    // As above.
  }
}
