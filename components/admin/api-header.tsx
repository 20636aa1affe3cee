import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.api;

const tabs = [
  { value: "settings", path: "", label: text.settings },
  { value: "operations", path: "/operations", label: text.operations },
  { value: "backend", path: "/backend", label: text.backend },
  { value: "policies", path: "/policies", label: text.policies },
] as const;

interface ApiHeaderProps {
  api: { id: string; slug: string; name: string; suffix: string; published: boolean };
  current: (typeof tabs)[number]["value"];
}

/** The head of an API's pages: its name, its suffix, and the tabs between its parts. */
export function ApiHeader({ api, current }: ApiHeaderProps) {
  return (
    <>
      <PageHeader
        title={api.name}
        meta={
          <>
            <code className="font-mono text-code text-muted">/{api.suffix}</code>
            {!api.published && <Badge>{text.hidden}</Badge>}
          </>
        }
        actions={<LinkButton href={`/apis/${api.slug}`}>{text.viewInPortal}</LinkButton>}
        breadcrumb={[{ label: adminMessages.apis.title, href: "/admin/apis" }, { label: api.name }]}
      />
      <div className="-mt-2 mb-6">
        <LinkTabs
          label={text.tabs}
          items={tabs.map(({ value, path, label }) => ({
            href: `/admin/apis/${api.id}${path}`,
            label,
            current: value === current,
          }))}
        />
      </div>
    </>
  );
}
