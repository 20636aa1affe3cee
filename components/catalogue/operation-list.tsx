"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { MethodBadge } from "@/components/ui/method-badge";
import { SearchInput } from "@/components/ui/search-input";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { operationHref } from "./search-entries";
import { useTypedText } from "./use-typed-text";

interface OperationLine {
  slug: string;
  displayName: string;
  method: string;
  urlTemplate: string;
}

interface OperationListProps {
  apiSlug: string;
  operations: OperationLine[];
}

const filterFrom = 4;

/** An API's operations, filtered as one types; the filter is kept in the address. */
export function OperationList({ apiSlug, operations }: OperationListProps) {
  const path = usePathname();
  const wanted = (useSearchParams().get("filter") ?? "").trim();
  const [typed, setTyped] = useTypedText(wanted);
  const shown = filterOperations(operations, wanted);

  function filter(value: string) {
    setTyped(value);
    const query = value.trim() === "" ? "" : `?${new URLSearchParams({ filter: value.trim() })}`;
    window.history.replaceState(null, "", path + query);
  }

  if (operations.length === 0) return <p className="px-4 py-3 text-muted text-sm">{text.noOperations}</p>;
  return (
    <>
      {operations.length >= filterFrom && (
        <div className="border-b p-2">
          <SearchInput label={text.filterOperations} value={typed} onValueChange={filter} />
        </div>
      )}
      <p role="status" className={wanted === "" ? "sr-only" : "px-4 pt-2 text-muted text-xs"}>
        {shown.length > 0 ? text.shownOf(shown.length, operations.length) : text.noOperationMatches(wanted)}
      </p>
      <ul aria-label={text.operations} className="max-h-80 overflow-y-auto p-1 lg:max-h-[calc(100dvh-14rem)]">
        {shown.map(({ slug, displayName, method, urlTemplate }) => (
          <li key={slug}>
            {/* Not prefetched: a list of hundreds would ask for hundreds of pages. */}
            <Link
              href={operationHref(apiSlug, slug)}
              prefetch={false}
              title={urlTemplate}
              className="flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1 text-sm -outline-offset-2 hover:bg-subtle"
            >
              <MethodBadge method={method} width="fixed" />
              <span className="min-w-0 break-words">{displayName}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The operations that have every word of a text in name, method or URL template. */
function filterOperations(operations: OperationLine[], wanted: string): OperationLine[] {
  if (wanted === "") return operations;
  const words = wanted.toLowerCase().split(/\s+/);
  return operations.filter(({ displayName, method, urlTemplate }) => {
    const whole = `${displayName}\n${method}\n${urlTemplate}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}
