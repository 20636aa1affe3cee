"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { useFieldControl } from "./field";
import { inputClass } from "./input-class";

interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

interface SelectProps extends ComponentProps<"select"> {
  /** Or `<option>` elements as children. */
  options?: readonly SelectOption[];
}

/** The browser's own select in the kit's clothes. Stands in a `Field`, which gives it its label. */
export function Select({ options, className, children, ...props }: SelectProps) {
  const control = useFieldControl();
  return (
    <span className={cx("relative block min-w-0", className)}>
      <select {...control} {...props} className={cx(inputClass, "h-9 appearance-none truncate pr-8")}>
        {options?.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
