import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { configurationPageMessages } from "@/lib/messages/en/configuration-page";
import { identityMessages } from "@/lib/messages/en/identities";
import { namedValueMessages } from "@/lib/messages/en/named-values";
import { settingsMessages as text } from "@/lib/messages/en/settings";
import { signUpSettingsMessages } from "@/lib/messages/en/sign-up-settings";

/** The parts of the settings, each a page of its own. A page joins them by a line here. */
const tabs = [
  { href: "/admin/settings", label: text.organisation.title },
  { href: "/admin/settings/branding", label: text.branding.title },
  { href: "/admin/settings/named-values", label: namedValueMessages.title },
  { href: "/admin/settings/sign-up", label: signUpSettingsMessages.title },
  { href: "/admin/settings/identity-providers", label: identityMessages.title },
  { href: "/admin/settings/configuration", label: configurationPageMessages.title },
] as const;

interface SettingsHeaderProps {
  current: (typeof tabs)[number]["href"];
  /** What this part is for, where its name does not say it. */
  description?: string;
  actions?: ReactNode;
}

/** The head of the settings' pages: the tabs between them. */
export function SettingsHeader({ current, description, actions }: SettingsHeaderProps) {
  return (
    <>
      <PageHeader title={text.title} description={text.description} actions={actions} />
      <div className="-mt-2 mb-6">
        <LinkTabs label={text.tabs} items={tabs.map((tab) => ({ ...tab, current: tab.href === current }))} />
      </div>
      {description !== undefined && <p className="mb-5 max-w-prose text-muted text-sm">{description}</p>}
    </>
  );
}
