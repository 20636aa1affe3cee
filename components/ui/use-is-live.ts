"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs. What is typed into a form before that would be lost, and what only the browser knows is unknown. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
