import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

export interface ChoiceProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A box or a dot with its label beside it: what `Checkbox` and `RadioGroup` are made of. */
export function Choice({
  type,
  label,
  hint,
  className,
  hidden,
  ...props
}: ChoiceProps & { type: "checkbox" | "radio" }) {
  return (
    <label className={cx("flex min-h-6 items-start gap-2.5 text-sm", hidden && "hidden", className)}>
      <input
        type={type}
        {...props}
        className="mt-0.5 size-4 shrink-0 accent-accent disabled:cursor-not-allowed"
      />
      <span className="min-w-0">
        {label}
        {hint !== undefined && <span className="block text-muted text-xs">{hint}</span>}
      </span>
    </label>
  );
}
