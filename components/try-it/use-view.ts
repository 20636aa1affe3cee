import { useEffect, useSyncExternalStore } from "react";

export type OperationView = "docs" | "try-it" | "response";

const wideQuery = "(min-width: 80rem)";

function onWidthChange(changed: () => void): () => void {
  const query = window.matchMedia(wideQuery);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether documentation and console stand side by side. Until the browser is asked, what is drawn serves both. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    onWidthChange,
    () => window.matchMedia(wideQuery).matches,
    () => false,
  );
}

/** A link to the console (`#try-it`, with or without values) opens it where it stands behind a tab. */
export function useLinkedView(setView: (view: OperationView) => void): void {
  useEffect(() => {
    const { hash } = window.location;
    if (!/^#try-it(&|$)/.test(hash)) return;
    setView("try-it");
    // With values the fragment is no element's id, and a link from further down would leave the page where it was.
    if (hash.includes("&")) window.scrollTo(0, 0);
  }, [setView]);
}
