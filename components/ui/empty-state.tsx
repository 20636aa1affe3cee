import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** What to do about it. */
  description?: ReactNode;
  /** One button or link that does it. */
  action?: ReactNode;
}

/** Stands where a list would be: says what is missing and what to do. */
export function EmptyState({ title, description, action }: EmptyStateProps) {
  return (
    <div className="rounded-lg border border-dashed px-6 py-12 text-center">
      <p className="font-semibold text-heading">{title}</p>
      {description !== undefined && (
        <div className="mx-auto mt-1 max-w-prose text-muted text-sm">{description}</div>
      )}
      {action !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
