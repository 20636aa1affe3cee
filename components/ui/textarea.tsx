"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { useFieldControl } from "./field";
import { inputClass } from "./input-class";

interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
}

/** Several lines of text. Stands in a `Field`, which gives it its label. */
export function Textarea({ mono = false, className, rows = 4, ...props }: TextareaProps) {
  const control = useFieldControl();
  return (
    <textarea
      rows={rows}
      spellCheck={mono ? false : undefined}
      {...control}
      {...props}
      className={cx(inputClass, "resize-y py-2", mono && "font-mono text-code", className)}
    />
  );
}
