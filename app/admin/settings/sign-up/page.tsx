import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { SettingsHeader } from "@/components/settings/settings-header";
import { SignUpSettingsForm } from "@/components/settings/sign-up-form";
import { versionOf } from "@/lib/editing/editable";
import { signUpEditable } from "@/lib/editing/editables";
import { signUpSettingsMessages as text } from "@/lib/messages/en/sign-up-settings";
import { getSignUpSettings } from "@/lib/users/sign-up-settings";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function SignUpSettingsPage() {
  await adminOf("/admin/settings/sign-up");
  const version = await versionOf(signUpEditable, {});
  const settings = await getSignUpSettings();
  return (
    <>
      <SettingsHeader current="/admin/settings/sign-up" description={text.note} />
      <Edited version={version}>
        <SignUpSettingsForm settings={settings} />
      </Edited>
    </>
  );
}
