"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { Button } from "./button";
import type { ButtonVariant } from "./button-class";
import { IconButton } from "./icon-button";

interface CopyButtonProps {
  /** Or what gives it, when it is only known in the browser. */
  text: string | (() => string);
  /** The accessible name: "Copy", or "Copy requested URL" where there are several. */
  name?: string;
  /** Shows the name beside the icon. */
  showName?: boolean;
  variant?: Exclude<ButtonVariant, "primary" | "danger">;
  className?: string;
}

type Outcome = "copied" | "failed";

const shownMs = 2000;

/** Copies a text and says that it did. */
export function CopyButton({
  text,
  name = uiMessages.copy,
  showName = false,
  variant = "ghost",
  className,
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>();

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      setOutcome("copied");
    } catch {
      // No clipboard on a plain-HTTP origin, or the browser refused it: the button says so.
      setOutcome("failed");
    }
  }

  const Icon = outcome === "copied" ? Check : outcome === "failed" ? TriangleAlert : Copy;
  const said = outcome === "copied" ? uiMessages.copied : outcome === "failed" ? uiMessages.copyFailed : "";
  return (
    <>
      {showName ? (
        <Button variant={variant} size="sm" onClick={copy} className={className ?? ""}>
          <Icon aria-hidden="true" className="size-3.5" />
          {said || name}
        </Button>
      ) : (
        <IconButton name={name} variant={variant} size="sm" onClick={copy} className={className}>
          <Icon aria-hidden="true" />
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
