"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { useFieldControl } from "./field";
import { inputClass } from "./input-class";

interface InputProps extends ComponentProps<"input"> {
  /** For keys, paths and other things that are read letter by letter. */
  mono?: boolean;
}

/** One line of text. Stands in a `Field`, which gives it its label. */
export function Input({ mono = false, className, type = "text", ...props }: InputProps) {
  const control = useFieldControl();
  return (
    <input
      type={type}
      {...control}
      {...props}
      className={cx(inputClass, "h-9", mono && "font-mono text-code", className)}
    />
  );
}
