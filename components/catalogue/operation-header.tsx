import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { CopyButton } from "@/components/ui/copy-button";
import { MethodBadge } from "@/components/ui/method-badge";
import { PathTemplate } from "@/components/ui/path-template";
import { type VersionLink, VersionPicker } from "@/components/versions/version-picker";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { apiHref } from "./search-entries";

interface OperationHeaderProps {
  api: { slug: string; name: string; baseUrl: string; published: boolean; versions: readonly VersionLink[] };
  operation: { displayName: string; method: string; urlTemplate: string };
}

/** The head of an operation's page: where it is, its name, and the one line that is called. */
export function OperationHeader({ api, operation }: OperationHeaderProps) {
  const { origin, pathname } = new URL(api.baseUrl);
  return (
    <div>
      <Breadcrumb
        items={[
          { label: text.apis, href: "/apis" },
          { label: api.name, href: apiHref(api.slug) },
          { label: operation.displayName },
        ]}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 break-words font-semibold text-title">{operation.displayName}</h1>
        {!api.published && <Badge tone="warning">{text.notPublished}</Badge>}
        <VersionPicker apiSlug={api.slug} versions={api.versions} />
      </div>
      <div className="mt-3 flex items-start gap-3 rounded-lg border bg-surface py-1.5 pr-1.5 pl-2">
        <MethodBadge method={operation.method} className="mt-1" />
        <p className="min-w-0 flex-1 py-0.5">
          <span className="break-all font-mono text-code text-muted leading-6">{origin}</span>
          <PathTemplate template={pathname + operation.urlTemplate} className="font-semibold" />
        </p>
        <CopyButton text={api.baseUrl + operation.urlTemplate} name={text.copyUrl} />
      </div>
    </div>
  );
}
