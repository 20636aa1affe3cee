"use client";

import { useEffect } from "react";
import { keepEarlyClicks, pageIsLive } from "./keep-early-clicks";

const script = typeof window === "undefined" ? `(${keepEarlyClicks})(${JSON.stringify(pageIsLive)})` : "";

/** Stands once, first, in the root layout: a click before the page's code runs is answered when it does. */
export function EarlyClicks({ nonce }: { nonce: string | undefined }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {script}
    </script>
  );
}

/** Stands once, last, in the root layout: when its effect runs, those of the whole page have. */
export function PageIsLive() {
  useEffect(() => {
    const timer = setTimeout(() => window.dispatchEvent(new Event(pageIsLive)));
    return () => clearTimeout(timer);
  }, []);
  return null;
}
