import type { ReactNode } from "react";

interface StatProps {
  label: string;
  value: ReactNode;
  /** What the number is to be compared with. */
  hint?: ReactNode;
}

/** One number that matters, with its name. */
export function Stat({ label, value, hint }: StatProps) {
  return (
    <dl className="min-w-0 rounded-lg border bg-surface px-4 py-3">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="mt-1 font-semibold text-title tabular-nums">{value}</dd>
      {hint !== undefined && <dd className="mt-0.5 text-muted text-xs">{hint}</dd>}
    </dl>
  );
}
