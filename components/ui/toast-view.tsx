"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { uiMessages } from "@/lib/messages/en/ui";
import { takeToasts } from "./toast-queue";

const shownMs = 6000;

/** Loaded with the first toast, so that pages without one do not pay for it. */
export default function ToastView() {
  useEffect(
    () =>
      takeToasts(({ tone, message, description }) => {
        toast[tone](message, { description });
      }),
    [],
  );

  return (
    <Sonner
      containerAriaLabel={uiMessages.notifications}
      duration={shownMs}
      position="bottom-right"
      closeButton
      toastOptions={{
        classNames: {
          toast: "!rounded-lg !border !border-border !bg-surface !font-sans !text-text !shadow-overlay",
          description: "!text-muted",
          closeButton: "!border-border !bg-surface !text-muted",
          success: "[&>[data-icon]]:!text-success",
          error: "[&>[data-icon]]:!text-danger",
          info: "[&>[data-icon]]:!text-info",
        },
      }}
    />
  );
}
