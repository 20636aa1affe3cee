"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";

interface KeyDisplayProps {
  /** What the key is: "Primary key". */
  label: string;
  /** What may always be seen of it: prefix and last four. */
  masked: string;
  /** The whole key, at the one time that it is known: it can then be shown and copied. */
  value?: string;
}

/** A key: masked unless asked for, and whole only while it is known. */
export function KeyDisplay({ label, masked, value }: KeyDisplayProps) {
  const [revealed, setRevealed] = useState(false);
  return (
    <span className="flex min-h-9 min-w-0 items-center gap-1 rounded-lg border bg-subtle py-0.5 pr-1 pl-3">
      <code className="min-w-0 flex-1 break-all font-mono text-code">
        {revealed && value !== undefined ? value : masked}
      </code>
      {value !== undefined && (
        <>
          <IconButton
            name={revealed ? uiMessages.hideWhat(label) : uiMessages.showWhat(label)}
            size="sm"
            onClick={() => setRevealed(!revealed)}
          >
            {revealed ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </IconButton>
          <CopyButton text={value} name={uiMessages.copyWhat(label)} />
        </>
      )}
    </span>
  );
}
