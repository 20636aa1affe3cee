import type { Metadata } from "next";
import { ConfigurationForm } from "@/components/configuration/configuration-form";
import { SettingsHeader } from "@/components/settings/settings-header";
import { buttonClass } from "@/components/ui/button-class";
import { configurationPageMessages as text } from "@/lib/messages/en/configuration-page";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function ConfigurationPage() {
  await adminOf("/admin/settings/configuration");
  return (
    <>
      <SettingsHeader current="/admin/settings/configuration" description={text.description} />
      <div className="max-w-3xl space-y-10">
        <section className="space-y-3">
          <h2 className="font-semibold text-heading">{text.export}</h2>
          <p className="max-w-prose text-muted text-sm">{text.exportHint}</p>
          <a href="/api/configuration" download className={buttonClass({})}>
            {text.download}
          </a>
        </section>
        <section className="space-y-4">
          <h2 className="font-semibold text-heading">{text.import}</h2>
          <p className="max-w-prose text-muted text-sm">{text.importHint}</p>
          <ConfigurationForm />
        </section>
      </div>
    </>
  );
}
