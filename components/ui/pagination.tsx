import { ChevronLeft, ChevronRight } from "lucide-react";
import { uiMessages } from "@/lib/messages/en/ui";
import { LinkButton } from "./link-button";

interface PaginationProps {
  /** From 1. */
  page: number;
  pageCount: number;
  hrefFor: (page: number) => string;
  /** What is paged through: the navigation's accessible name. */
  label: string;
}

/** Back and forth through a list's pages; nothing where there is only one. */
export function Pagination({ page, pageCount, hrefFor, label }: PaginationProps) {
  if (pageCount <= 1) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-3 text-sm">
      <span className="text-muted">{uiMessages.pageOf(page, pageCount)}</span>
      <span className="flex gap-2">
        {page > 1 && (
          <LinkButton size="sm" href={hrefFor(page - 1)} rel="prev">
            <ChevronLeft aria-hidden="true" className="size-3.5" />
            {uiMessages.previousPage}
          </LinkButton>
        )}
        {page < pageCount && (
          <LinkButton size="sm" href={hrefFor(page + 1)} rel="next">
            {uiMessages.nextPage}
            <ChevronRight aria-hidden="true" className="size-3.5" />
          </LinkButton>
        )}
      </span>
    </nav>
  );
}
