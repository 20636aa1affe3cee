const storageKey = "gatehouse.sample-language";
const batchStorageKey = "gatehouse.batch-sample-language";

/** The language that was chosen last in this browser, or null. */
export function recallLanguage(): string | null {
  return recall(storageKey);
}

export function rememberLanguage(id: string): void {
  remember(storageKey, id);
}

/** The same for samples of whole batch jobs, which are written in fewer languages. */
export function recallBatchLanguage(): string | null {
  return recall(batchStorageKey);
}

export function rememberBatchLanguage(name: string): void {
  remember(batchStorageKey, name);
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is switched off in this browser: the first language it is.
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above: it is chosen anew next time.
  }
}
