import Link from "next/link";
import { MethodBadge } from "@/components/ui/method-badge";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { apiHref } from "./search-entries";

interface OperationChipsProps {
  api: { slug: string; name: string; operationCount: number };
  operations: { href: string; name: string; method: string }[];
  /** What the list is called; the API's operations unless said otherwise. */
  label?: string;
  mostShown?: number;
}

/** The way straight to an API's operations, the first few of them. */
export function OperationChips({
  api,
  operations,
  label = text.operationsOf(api.name),
  mostShown = 5,
}: OperationChipsProps) {
  const shown = operations.slice(0, mostShown);
  const total = label === text.matchingOperations ? operations.length : api.operationCount;
  const more = total - shown.length;
  if (shown.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap items-center gap-2">
      {shown.map(({ href, name, method }) => (
        <li key={href} className="min-w-0">
          <Link
            href={href}
            prefetch={false}
            className="flex min-h-7 min-w-0 items-center gap-2 rounded-md border bg-surface py-0.5 pr-2.5 pl-1 text-sm hover:border-border-strong hover:bg-subtle"
          >
            <MethodBadge method={method} />
            <span className="min-w-0 truncate">{name}</span>
          </Link>
        </li>
      ))}
      {more > 0 && (
        <li>
          <Link
            href={apiHref(api.slug)}
            prefetch={false}
            className="inline-flex min-h-7 items-center px-1 text-muted text-sm hover:text-text hover:underline"
          >
            {text.moreOperations(more)}
          </Link>
        </li>
      )}
    </ul>
  );
}
