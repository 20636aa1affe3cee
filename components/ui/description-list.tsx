import type { ReactNode } from "react";
import { cx } from "./cx";

interface DescriptionListProps {
  items: readonly { term: string; detail: ReactNode }[];
  className?: string;
}

/** Names and values of one thing. */
export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl
      className={cx(
        "grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[minmax(8rem,auto)_1fr] sm:gap-y-3",
        className,
      )}
    >
      {items.map(({ term, detail }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: terms may be said twice, and what holds no state may change places.
        <div key={place} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="mb-2 min-w-0 break-words sm:mb-0">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
