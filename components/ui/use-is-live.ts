"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs. What is typed into a form before that would be lost, or sent the browser's way. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
