import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import type { ListLinks } from "@/lib/lists/schema";
import { ListSearch } from "./list-search";

/** What a list says of itself. */
interface ListText<Show extends string> {
  search: string;
  count: (count: number) => string;
  pages: string;
  /** When nothing fits the search. */
  noMatch: string;
  noMatchHint: string;
  /** Leads back to the whole list. */
  showAll: string;
  /** When there is nothing at all. */
  none?: string;
  noneHint?: string;
  /** When there is nothing of the chosen kind. */
  noneOfKind?: string;
  /** The tabs between kinds: what they choose, and each one's name. */
  show?: string;
  shows?: Record<Show, string>;
}

interface ListFrameProps<Show extends string, Sort extends string> {
  links: ListLinks<Show, Sort>;
  /** How many fit, over all pages; of each kind where they are counted. */
  found: { total: number; page: number; pageCount: number; counts?: Record<Show, number> };
  text: ListText<Show>;
  /** What a list without any rows offers to do. */
  whenEmpty?: ReactNode;
  /** Further filters beside the search. */
  filters?: ReactNode;
  /** The table. */
  children: ReactNode;
}

/** The frame of a list: tabs between kinds, search, how many there are, the table or why it is empty, pages. */
export function ListFrame<Show extends string, Sort extends string>({
  links: { path, current, narrowed, hrefFor },
  found: { total, page, pageCount, counts },
  text,
  whenEmpty,
  filters,
  children,
}: ListFrameProps<Show, Sort>) {
  const kinds = Object.entries(text.shows ?? {}) as [Show, string][];
  const isSearched = current.search !== "";
  const title = isSearched ? text.noMatch : narrowed ? text.noneOfKind : text.none;
  const hint = isSearched ? text.noMatchHint : narrowed ? undefined : text.noneHint;
  const action = narrowed ? <LinkButton href={path}>{text.showAll}</LinkButton> : whenEmpty;
  return (
    <div className="space-y-4">
      {kinds.length > 0 && (
        <LinkTabs
          label={text.show ?? ""}
          items={kinds.map(([show, label]) => ({
            href: hrefFor({ show, page: 1 }),
            label: counts ? `${label} (${counts[show]})` : label,
            current: show === current.show,
          }))}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <ListSearch label={text.search} className="w-full sm:w-80" />
        {filters}
        <p role="status" className="ml-auto text-muted text-sm">
          {text.count(total)}
        </p>
      </div>
      {total === 0 ? (
        <EmptyState title={title ?? text.noMatch} description={hint} action={action} />
      ) : (
        children
      )}
      <Pagination
        page={page}
        pageCount={pageCount}
        hrefFor={(number) => hrefFor({ page: number })}
        label={text.pages}
      />
    </div>
  );
}
