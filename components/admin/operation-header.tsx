import { PageHeader } from "@/components/layout/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { MethodBadge } from "@/components/ui/method-badge";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.operation;

const tabs = [
  { value: "operation", path: "", label: text.general },
  { value: "policies", path: "/policies", label: text.policies },
  { value: "effective", path: "/effective", label: text.effective },
  { value: "test", path: "/test", label: text.test },
] as const;

interface OperationHeaderProps {
  api: { id: string; name: string };
  operation: { id: string; displayName: string; method: string };
  current: (typeof tabs)[number]["value"];
}

/** The head of an operation's pages: its name and verb, and the tabs between its parts. */
export function OperationHeader({ api, operation, current }: OperationHeaderProps) {
  const base = `/admin/apis/${api.id}/operations`;
  return (
    <>
      <PageHeader
        title={operation.displayName}
        meta={<MethodBadge method={operation.method} />}
        breadcrumb={[
          { label: adminMessages.apis.title, href: "/admin/apis" },
          { label: api.name, href: base },
          { label: operation.displayName },
        ]}
      />
      <div className="-mt-2 mb-6">
        <LinkTabs
          label={text.tabs}
          items={tabs.map(({ value, path, label }) => ({
            href: `${base}/${operation.id}${path}`,
            label,
            current: value === current,
          }))}
        />
      </div>
    </>
  );
}
