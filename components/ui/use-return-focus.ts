"use client";

import { useRef } from "react";

/**
 * Hands the focus back to where it was before a window opened. The primitives do so only for a trigger of their own,
 * and ours are opened by state.
 */
export function useReturnFocus() {
  const before = useRef<HTMLElement | null>(null);
  return {
    remember() {
      before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
