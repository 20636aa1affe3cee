import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "neutral" | "accent" | "success" | "info" | "warning" | "danger";

export const toneClass: Record<Tone, string> = {
  neutral: "bg-subtle text-muted",
  accent: "bg-accent-soft text-accent-text",
  success: "bg-success-soft text-success",
  info: "bg-info-soft text-info",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
};

interface BadgeProps {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}

/** One or two words about a thing's state or kind. */
export function Badge({ tone = "neutral", className, children }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex h-5.5 items-center whitespace-nowrap rounded-sm px-1.5 font-medium text-xs",
        toneClass[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
