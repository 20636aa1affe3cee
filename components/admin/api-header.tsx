import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { adminMessages } from "@/lib/messages/en/admin";
import { revisionMessages } from "@/lib/messages/en/revisions";
import { versionMessages } from "@/lib/messages/en/versions";

const text = adminMessages.api;

const tabs = [
  { value: "settings", path: "", label: text.settings },
  { value: "operations", path: "/operations", label: text.operations },
  { value: "backend", path: "/backend", label: text.backend },
  { value: "policies", path: "/policies", label: text.policies },
  { value: "revisions", path: "/revisions", label: revisionMessages.title },
  { value: "versions", path: "/versions", label: versionMessages.title },
] as const;

/** A draft has no backend of its own, and its revisions and versions are its API's. */
const notOfDrafts = new Set(["backend", "revisions", "versions"]);

interface ApiHeaderProps {
  api: {
    id: string;
    draftOf: string;
    slug: string;
    name: string;
    suffix: string;
    published: boolean;
    version: string | null;
    deprecatedOn: string | null;
  };
  current: (typeof tabs)[number]["value"];
}

/** The head of an API's pages: its name, its suffix, and the tabs between its parts. */
export function ApiHeader({ api, current }: ApiHeaderProps) {
  const isDraft = api.draftOf !== "";
  return (
    <>
      <PageHeader
        title={api.name}
        meta={
          <>
            <code className="font-mono text-code text-muted">/{api.suffix}</code>
            {api.version !== null && <Badge tone="info">{api.version}</Badge>}
            {api.deprecatedOn !== null && <Badge tone="warning">{versionMessages.deprecated}</Badge>}
            {isDraft && <Badge tone="accent">{revisionMessages.draft}</Badge>}
            {!api.published && !isDraft && <Badge>{text.hidden}</Badge>}
          </>
        }
        actions={
          isDraft ? (
            <LinkButton href={`/admin/apis/${api.draftOf}/revisions`} variant="primary">
              {revisionMessages.compare}
            </LinkButton>
          ) : (
            <LinkButton href={`/apis/${api.slug}`}>{text.viewInPortal}</LinkButton>
          )
        }
        breadcrumb={[{ label: adminMessages.apis.title, href: "/admin/apis" }, { label: api.name }]}
      />
      {isDraft && <p className="-mt-2 mb-4 max-w-prose text-muted text-sm">{revisionMessages.draftNote}</p>}
      <div className="-mt-2 mb-6">
        <LinkTabs
          label={text.tabs}
          items={tabs
            .filter(({ value }) => !isDraft || !notOfDrafts.has(value))
            .map(({ value, path, label }) => ({
              href: `/admin/apis/${api.id}${path}`,
              label,
              current: value === current,
            }))}
        />
      </div>
    </>
  );
}
