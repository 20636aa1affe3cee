"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { cx } from "./cx";

interface FieldControl {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
}

const FieldContext = createContext<FieldControl | null>(null);

/** What an input inside a `Field` needs in order to be labelled and described; empty outside of one. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {};
}

interface FieldProps {
  label: string;
  /** What to type, in one short line. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: string;
  /** Shows "required" beside the label. */
  required?: boolean;
  /** Shows "optional" beside the label. */
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  /** Stands at the end of the label's line: a small link or a badge. */
  aside?: ReactNode;
  className?: string;
  /** One input of the kit. */
  children: ReactNode;
}

/** A label, an input, a hint and an error, tied together for the eye and for screen readers. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional = false,
  hideLabel = false,
  aside,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = cx(hint !== undefined && hintId, error !== undefined && errorId);
  const marker = required ? uiMessages.required : optional ? uiMessages.optional : undefined;
  const control: FieldControl = {
    id,
    ...(described && { "aria-describedby": described }),
    ...(error !== undefined && { "aria-invalid": true as const }),
    ...(required && { "aria-required": true as const }),
  };

  return (
    <div className={cx("min-w-0", className)}>
      <div className={cx("mb-1 flex items-baseline gap-2", hideLabel && "sr-only")}>
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {marker && <span className="text-muted text-xs">{marker}</span>}
        {aside && <span className="ml-auto text-xs">{aside}</span>}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      {hint !== undefined && (
        <p id={hintId} className="mt-1 text-muted text-xs">
          {hint}
        </p>
      )}
      <FieldError id={errorId} error={error} />
    </div>
  );
}

/** The line under a field that says what is wrong; nothing while all is well. */
export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p id={id} className="mt-1 text-danger text-xs">
      {error}
    </p>
  );
}
