const storageKey = "gatehouse.sample-language";

/** The language that was chosen last in this browser, or null. */
export function recallLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    // Storage is switched off in this browser: the first language it is.
    return null;
  }
}

export function rememberLanguage(id: string): void {
  try {
    localStorage.setItem(storageKey, id);
  } catch {
    // As above: it is chosen anew next time.
  }
}
