import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { OperationChips } from "./operation-chips";
import { apiHref, operationHref } from "./search-entries";
import type { SelectedApi } from "./select-apis";

/** One API in the list: what it is, what opens it, and the way to its operations. */
export function ApiRow({ api, matches }: SelectedApi) {
  const found = matches.map(({ href, name, method = "" }) => ({ href, name, method }));
  const first = api.operations.map(({ slug, displayName, method }) => ({
    href: operationHref(api.slug, slug),
    name: displayName,
    method,
  }));
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="min-w-0 break-words font-semibold text-heading">
          <Link href={apiHref(api.slug)} className="hover:underline">
            {api.name}
          </Link>
        </h2>
        {!api.published && <Badge tone="warning">{text.notPublished}</Badge>}
        {api.version !== null && <Badge tone="info">{api.version}</Badge>}
        {api.deprecatedOn !== null && <Badge tone="warning">{text.deprecated}</Badge>}
        {api.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
        <span className="ml-auto text-muted text-sm tabular-nums">
          {api.versionCount > 1 && `${text.versionCount(api.versionCount)} · `}
          {text.operationCount(api.operationCount)}
        </span>
      </div>
      {api.summary !== "" && <p className="mt-1 max-w-prose break-words text-muted">{api.summary}</p>}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {found.length > 0 ? (
          <OperationChips api={api} operations={found} label={text.matchingOperations} mostShown={8} />
        ) : (
          <OperationChips api={api} operations={first} />
        )}
        <ApiProducts products={api.products} />
      </div>
    </li>
  );
}

function ApiProducts({ products }: { products: { slug: string; name: string }[] }) {
  if (products.length === 0) return null;
  return (
    <p className="min-w-0 break-words text-muted text-sm">
      {text.openedBy}{" "}
      {products.map(({ slug, name }, index) => (
        <span key={slug}>
          {index > 0 && ", "}
          <TextLink href={`/products/${slug}`} prefetch={false}>
            {name}
          </TextLink>
        </span>
      ))}
    </p>
  );
}
