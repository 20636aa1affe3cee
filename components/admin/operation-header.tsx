import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkTabs } from "@/components/ui/link-tabs";
import { MethodBadge } from "@/components/ui/method-badge";
import { adminMessages } from "@/lib/messages/en/admin";
import { revisionMessages } from "@/lib/messages/en/revisions";

const text = adminMessages.operation;

const tabs = [
  { value: "operation", path: "", label: text.general },
  { value: "policies", path: "/policies", label: text.policies },
  { value: "effective", path: "/effective", label: text.effective },
  { value: "test", path: "/test", label: text.test },
] as const;

interface OperationHeaderProps {
  api: { id: string; draftOf: string; name: string };
  operation: { id: string; displayName: string; method: string };
  current: (typeof tabs)[number]["value"];
}

/** The head of an operation's pages: its name and verb, and the tabs between its parts. */
export function OperationHeader({ api, operation, current }: OperationHeaderProps) {
  const isDraft = api.draftOf !== "";
  const base = `/admin/apis/${api.id}/operations`;
  return (
    <>
      <PageHeader
        title={operation.displayName}
        meta={
          <>
            <MethodBadge method={operation.method} />
            {isDraft && <Badge tone="accent">{revisionMessages.draft}</Badge>}
          </>
        }
        breadcrumb={[
          { label: adminMessages.apis.title, href: "/admin/apis" },
          { label: api.name, href: base },
          { label: operation.displayName },
        ]}
      />
      <div className="-mt-2 mb-6">
        <LinkTabs
          label={text.tabs}
          items={tabs
            // What products add to it follows once it is published.
            .filter(({ value }) => !isDraft || value !== "effective")
            .map(({ value, path, label }) => ({
              href: `${base}/${operation.id}${path}`,
              label,
              current: value === current,
            }))}
        />
      </div>
    </>
  );
}
