import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { operationHref } from "./search-entries";

interface Neighbour {
  slug: string;
  displayName: string;
}

interface OperationNeighboursProps {
  apiSlug: string;
  previous: Neighbour | null;
  next: Neighbour | null;
}

const linkClass =
  "inline-flex min-h-9 min-w-0 items-center gap-2 rounded-lg px-3 py-1 text-sm hover:bg-subtle [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted";

/** To the operations before and after this one. */
export function OperationNeighbours({ apiSlug, previous, next }: OperationNeighboursProps) {
  if (!previous && !next) return null;
  return (
    <nav aria-label={text.otherOperations} className="mt-10 -mx-3 flex justify-between gap-2 border-t pt-4">
      {previous && (
        <Link href={operationHref(apiSlug, previous.slug)} prefetch={false} rel="prev" className={linkClass}>
          <ChevronLeft aria-hidden="true" />
          <span className="min-w-0">
            <span className="sr-only">{text.previous}: </span>
            {previous.displayName}
          </span>
        </Link>
      )}
      {next && (
        <Link
          href={operationHref(apiSlug, next.slug)}
          prefetch={false}
          rel="next"
          className={`${linkClass} ml-auto text-right`}
        >
          <span className="min-w-0">
            <span className="sr-only">{text.next}: </span>
            {next.displayName}
          </span>
          <ChevronRight aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
