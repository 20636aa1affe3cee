/** The last job of this tab, one for each API, as a link's fragment carries it. */
const storageKey = (apiId: string) => `gatehouse.job.${apiId}`;

export function recallJob(apiId: string): string {
  try {
    return sessionStorage.getItem(storageKey(apiId)) ?? "";
  } catch {
    // Storage is switched off in this browser: the links in an answer carry the job all the same.
    return "";
  }
}

export function rememberJob(apiId: string, fragment: string): void {
  try {
    sessionStorage.setItem(storageKey(apiId), fragment);
  } catch {
    // As above.
  }
}
