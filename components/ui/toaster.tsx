"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onToastWaiting } from "./toast-queue";

const ToastView = lazy(() => import("./toast-view"));

/** Stands once in the root layout; loads the part that shows toasts with the first toast. */
export function Toaster() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => onToastWaiting(() => setNeeded(true)), []);
  if (!needed) return null;
  return (
    <Suspense fallback={null}>
      <ToastView />
    </Suspense>
  );
}
