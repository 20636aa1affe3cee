"use client";

import { type ReactNode, useId } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { cx } from "./cx";
import { FieldError } from "./field";

export interface ChoiceOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface ChoiceGroupProps {
  /** The question that the choices answer: the group's accessible name. */
  legend: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  className?: string;
}

/** A named group of boxes or dots, with its hint and its error. */
export function ChoiceGroup({
  legend,
  hint,
  error,
  optional,
  className,
  children,
}: ChoiceGroupProps & { children: ReactNode }) {
  const id = useId();
  const described = cx(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <fieldset
      aria-labelledby={`${id}-legend`}
      aria-describedby={described || undefined}
      className={cx("min-w-0", className)}
    >
      <legend className="mb-1 flex items-baseline gap-2">
        <span id={`${id}-legend`} className="font-medium text-sm">
          {legend}
        </span>
        {optional && <span className="text-muted text-xs">{uiMessages.optional}</span>}
      </legend>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-xs">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
