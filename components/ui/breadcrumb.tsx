import Link from "next/link";
import { uiMessages } from "@/lib/messages/en/ui";

export interface Crumb {
  label: string;
  /** None for the page that one is on. */
  href?: string;
}

/** The way up from here. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label={uiMessages.breadcrumb}>
      <ol className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
        {items.map((item, index) => (
          <li key={item.label} className="flex min-h-6 min-w-0 items-center gap-2">
            {index > 0 && (
              <span aria-hidden="true" className="text-border-strong">
                /
              </span>
            )}
            {item.href === undefined ? (
              <span aria-current="page" className="min-w-0 truncate">
                {item.label}
              </span>
            ) : (
              <Link
                href={item.href}
                className="inline-flex min-h-6 items-center hover:text-text hover:underline"
              >
                {item.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
