import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { OrganisationForm } from "@/components/settings/organisation-form";
import { SettingsHeader } from "@/components/settings/settings-header";
import { versionOf } from "@/lib/editing/editable";
import { organisationEditable } from "@/lib/editing/editables";
import { settingsMessages as text } from "@/lib/messages/en/settings";
import { getOrganisation } from "@/lib/settings/queries";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function SettingsPage() {
  await adminOf("/admin/settings");
  const version = await versionOf(organisationEditable, {});
  const settings = await getOrganisation();
  return (
    <>
      <SettingsHeader current="/admin/settings" />
      <Edited version={version}>
        <OrganisationForm settings={settings} timeZones={["UTC", ...Intl.supportedValuesOf("timeZone")]} />
      </Edited>
    </>
  );
}
