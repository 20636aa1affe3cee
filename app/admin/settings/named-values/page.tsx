import type { Metadata } from "next";
import { AddNamedValue } from "@/components/named-values/add-named-value";
import { NamedValueTable } from "@/components/named-values/named-value-table";
import { SettingsHeader } from "@/components/settings/settings-header";
import { EmptyState } from "@/components/ui/empty-state";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";
import { listNamedValues } from "@/lib/named-values/queries";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function NamedValuesPage() {
  const viewer = await adminOf("/admin/settings/named-values");
  const rows = await listNamedValues(viewer);
  return (
    <>
      <SettingsHeader
        current="/admin/settings/named-values"
        description={text.description}
        actions={<AddNamedValue />}
      />
      {rows.length === 0 ? (
        <EmptyState title={text.none} description={text.noneHint} />
      ) : (
        <NamedValueTable rows={rows} />
      )}
    </>
  );
}
