"use client";

import { useEffect } from "react";
import { uiMessages } from "@/lib/messages/en/ui";

function leavesPage(event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download"))
    return false;
  const here = window.location;
  return link.origin !== here.origin || link.pathname !== here.pathname || link.search !== here.search;
}

/** While `changed`, asks before a link, Back, a reload or a closed tab throws away what was typed. */
export function useUnsavedChanges(changed: boolean, question: string = uiMessages.unsavedChanges): void {
  useEffect(() => {
    if (!changed) return;

    function askBeforeUnload(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    // In the capturing phase: the router's own links act on the click before it reaches the document.
    function askBeforeLink(event: MouseEvent) {
      if (!leavesPage(event) || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    }

    // Back and forward, where the browser lets a page stop them.
    function askBeforeTraverse(event: NavigateEvent) {
      const stays = event.navigationType !== "traverse" || !event.cancelable;
      if (stays || window.confirm(question)) return;
      event.preventDefault();
    }
    const navigation = "navigation" in window ? window.navigation : null;

    window.addEventListener("beforeunload", askBeforeUnload);
    navigation?.addEventListener("navigate", askBeforeTraverse);
    document.addEventListener("click", askBeforeLink, true);
    return () => {
      window.removeEventListener("beforeunload", askBeforeUnload);
      navigation?.removeEventListener("navigate", askBeforeTraverse);
      document.removeEventListener("click", askBeforeLink, true);
    };
  }, [changed, question]);
}
