import { type ReactNode, useId } from "react";

interface LabelledRegionProps {
  label: string;
  /** Stands at the end of the label's line. */
  action?: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  /** The label stands in one line with the value. */
  inline?: boolean;
  className?: string;
  children: ReactNode;
}

/** A part of the answer under its name. */
export function LabelledRegion(props: LabelledRegionProps) {
  const { label, action, hideLabel = false, inline = false, className, children } = props;
  const labelId = useId();
  const heading = (
    <h3 id={labelId} className={hideLabel ? "sr-only" : inline ? labelClass : `${labelClass} block`}>
      {label}
    </h3>
  );
  return (
    <section aria-labelledby={labelId} className={className}>
      {action ? (
        <div className="mb-1 flex min-h-7 items-center justify-between gap-3">
          {heading}
          {action}
        </div>
      ) : (
        heading
      )}
      {children}
    </section>
  );
}

const labelClass = "inline font-medium text-muted text-xs";
