import Link from "next/link";
import { apiHref, operationHref } from "@/components/catalogue/search-entries";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";

export interface VersionLink {
  slug: string;
  version: string;
  deprecatedOn: string | null;
  /** Its operation that takes the same calls as the one on the page; null leads to the API. */
  operationSlug: string | null;
}

interface VersionPickerProps {
  /** The API on whose page it stands. */
  apiSlug: string;
  /** Nothing is shown of none. */
  versions: readonly VersionLink[];
}

/** The way from one version of an API to the others. */
export function VersionPicker({ apiSlug, versions }: VersionPickerProps) {
  if (versions.length === 0) return null;
  return (
    <nav aria-label={text.versions} className="flex flex-wrap gap-1.5">
      {versions.map((link) => (
        <Link
          key={link.slug}
          href={versionHref(link)}
          prefetch={false}
          aria-current={link.slug === apiSlug ? "page" : undefined}
          className="inline-flex min-h-8 items-center rounded-full border px-3 text-sm hover:bg-subtle aria-[current=page]:border-border-strong aria-[current=page]:bg-subtle aria-[current=page]:font-semibold"
        >
          {link.version}
          {link.deprecatedOn !== null && (
            <span className="ml-1.5 font-normal text-muted text-xs">{text.deprecated.toLowerCase()}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}

/** The same operation in another version, or the version's own page. */
export function versionHref({ slug, operationSlug }: Pick<VersionLink, "slug" | "operationSlug">): string {
  return operationSlug === null ? apiHref(slug) : operationHref(slug, operationSlug);
}
