import type { Metadata } from "next";
import { SettingsHeader } from "@/components/settings/settings-header";
import { SignUpSettingsForm } from "@/components/settings/sign-up-form";
import { signUpSettingsMessages as text } from "@/lib/messages/en/sign-up-settings";
import { getSignUpSettings } from "@/lib/users/sign-up-settings";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

export default async function SignUpSettingsPage() {
  await adminOf("/admin/settings/sign-up");
  const settings = await getSignUpSettings();
  return (
    <>
      <SettingsHeader current="/admin/settings/sign-up" description={text.note} />
      <SignUpSettingsForm settings={settings} />
    </>
  );
}
