"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs. Before, a form with a password must not be sent: the browser would do it its way. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
