import type { Metadata } from "next";
import { AddProvider } from "@/components/identities/add-provider";
import { ProviderTable } from "@/components/identities/provider-table";
import { SettingsHeader } from "@/components/settings/settings-header";
import { EmptyState } from "@/components/ui/empty-state";
import { env } from "@/lib/env";
import { listProviders } from "@/lib/identities/queries";
import { identityMessages as text } from "@/lib/messages/en/identities";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function IdentityProvidersPage() {
  const viewer = await adminOf("/admin/settings/identity-providers");
  const rows = await listProviders(viewer);
  const { publicUrl } = env();
  return (
    <>
      <SettingsHeader
        current="/admin/settings/identity-providers"
        description={text.description}
        actions={<AddProvider publicUrl={publicUrl} />}
      />
      {rows.length === 0 ? (
        <EmptyState title={text.none} description={text.noneHint} />
      ) : (
        <ProviderTable rows={rows} publicUrl={publicUrl} />
      )}
    </>
  );
}
