import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { BrandingForm } from "@/components/settings/branding-form";
import { LogoSection } from "@/components/settings/logo-section";
import { SettingsHeader } from "@/components/settings/settings-header";
import { versionOf } from "@/lib/editing/editable";
import { brandingEditable } from "@/lib/editing/editables";
import { settingsMessages } from "@/lib/messages/en/settings";
import { getLogo } from "@/lib/settings/logo";
import { getBranding } from "@/lib/settings/queries";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: settingsMessages.branding.title };

export default async function BrandingPage() {
  await adminOf("/admin/settings/branding");
  const version = await versionOf(brandingEditable, {});
  return (
    <>
      <SettingsHeader current="/admin/settings/branding" />
      <div className="max-w-2xl space-y-6">
        <LogoSection logo={await getLogo()} />
        <Edited version={version}>
          <BrandingForm settings={await getBranding()} />
        </Edited>
      </div>
    </>
  );
}
