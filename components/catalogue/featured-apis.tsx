import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { TextLink } from "@/components/ui/text-link";
import { cataloguePageMessages } from "@/lib/messages/en/catalogue-pages";
import { homeMessages as text } from "@/lib/messages/en/home";
import { OperationChips } from "./operation-chips";
import { apiHref, operationHref } from "./search-entries";
import type { ListedApi } from "./select-apis";

interface FeaturedApisProps {
  apis: readonly ListedApi[];
  /** How many there are in all. */
  total: number;
}

/** A few APIs on the start page, each with the way straight to its operations. */
export function FeaturedApis({ apis, total }: FeaturedApisProps) {
  return (
    <section aria-labelledby="featured">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="featured" className="font-semibold text-heading">
          {apis.some(({ featured }) => featured) ? text.featured : text.newest}
        </h2>
        <TextLink href="/apis" className="text-sm">
          {text.allApis(total)}
        </TextLink>
      </div>
      <ul className={cx("grid gap-4", apis.length > 1 && "md:grid-cols-2")}>
        {apis.map((api) => (
          <li key={api.slug} className="flex min-w-0 flex-col rounded-lg border bg-surface px-5 py-4">
            <h3 className="min-w-0 break-words font-semibold">
              <Link href={apiHref(api.slug)} className="hover:underline">
                {api.name}
              </Link>
            </h3>
            <p className="mt-1 mb-4 text-muted text-sm">
              {api.summary || cataloguePageMessages.operationCount(api.operationCount)}
            </p>
            <div className="mt-auto">
              <OperationChips
                api={api}
                operations={api.operations.map(({ slug, displayName, method }) => ({
                  href: operationHref(api.slug, slug),
                  name: displayName,
                  method,
                }))}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
