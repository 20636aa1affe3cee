"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useDeferredValue, useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { ApiFilterBar } from "./api-filter-bar";
import { ApiRow } from "./api-row";
import type { CatalogueSearch } from "./catalogue-search";
import type { SearchHit } from "./search-entries";
import { type ApiFilters, filtersHref, type ListedApi, readFilters, selectApis } from "./select-apis";

interface ApiCatalogueProps {
  apis: ListedApi[];
  /** What the server found for the text that the page was opened with. */
  initialHits: SearchHit[] | null;
}

const pageSize = 24;

/** The list of APIs: searched and filtered as one types, its state in the address. */
export function ApiCatalogue({ apis, initialHits }: ApiCatalogueProps) {
  const path = usePathname();
  const filters = readFilters(useSearchParams());
  const searched = useDeferredValue(filters.text);
  const { hits, failed } = useHits(searched, initialHits);
  const selected = selectApis(apis, { ...filters, text: searched }, hits);
  const pageCount = Math.max(1, Math.ceil(selected.length / pageSize));
  const page = Math.min(filters.page, pageCount);

  /** Next follows the browser's own history, so this renders at once and asks no server. */
  function change(next: Partial<ApiFilters>) {
    const href = filtersHref(path, { ...filters, page: 1, ...next });
    if (next.text === undefined) window.history.pushState(null, "", href);
    else window.history.replaceState(null, "", href);
  }

  return (
    <>
      <ApiFilterBar apis={apis} filters={filters} onChange={change} />
      <p role="status" className="mb-3 text-muted text-sm">
        {text.found(selected.length)}
      </p>
      {failed && (
        <Alert tone="warning" className="mb-3">
          {text.searchFailed}
        </Alert>
      )}
      {selected.length === 0 ? (
        <NoMatch text={filters.text} onClear={() => change({ text: "", tag: "", product: "" })} />
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {selected.slice((page - 1) * pageSize, page * pageSize).map((entry) => (
            <ApiRow key={entry.api.slug} {...entry} />
          ))}
        </ul>
      )}
      {pageCount > 1 && (
        <div className="mt-4">
          <Pagination
            label={text.apis}
            page={page}
            pageCount={pageCount}
            hrefFor={(number) => filtersHref(path, { ...filters, page: number })}
          />
        </div>
      )}
    </>
  );
}

function NoMatch({ text: searched, onClear }: { text: string; onClear: () => void }) {
  return (
    <EmptyState
      title={text.noMatchTitle}
      description={searched === "" ? text.noMatchFilter : text.noMatchText(searched)}
      action={<Button onClick={onClear}>{text.clearFilters}</Button>}
    />
  );
}

/** What is found for a text: null without one, and until the search is there. */
function useHits(searched: string, initialHits: SearchHit[] | null) {
  // Held in an object: a function given to a state setter would be called.
  const [state, setState] = useState<{ search: CatalogueSearch | null; failed: boolean }>({
    search: null,
    failed: false,
  });
  const [firstText] = useState(searched);
  const needed = searched !== "";

  useEffect(() => {
    if (!needed) return;
    let wanted = true;
    import("./load-search")
      .then(({ loadCatalogueSearch }) => loadCatalogueSearch())
      .then(
        (search) => wanted && setState({ search, failed: false }),
        () => wanted && setState({ search: null, failed: true }),
      );
    return () => {
      wanted = false;
    };
  }, [needed]);

  const beforeSearch = searched === firstText ? initialHits : null;
  const hits = needed ? (state.search?.(searched) ?? beforeSearch) : null;
  return { hits, failed: needed && state.failed };
}
