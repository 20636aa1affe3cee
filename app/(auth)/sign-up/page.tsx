import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "@/components/auth/entrance";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import { currentUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { listSignInProviders } from "@/lib/identities/queries";
import { linkHours } from "@/lib/mail/links";
import { entranceMessages } from "@/lib/messages/en/entrances";
import { getSignUpSettings } from "@/lib/users/sign-up-settings";

const text = entranceMessages.signUp;
export const metadata: Metadata = { title: text.title };

export default async function SignUpPage() {
  if (await currentUser()) redirect("/");
  const { mode, domains } = await getSignUpSettings();
  const providers = mode === "off" ? [] : await listSignInProviders();
  const description =
    mode === "domains" ? `${text.description} ${text.domains(domains.join(", "))}` : text.description;
  return (
    <Entrance title={text.title} description={description}>
      {mode === "off" ? (
        <Alert title={text.off} announce={false}>
          {text.offHint}
        </Alert>
      ) : (
        <SignUpForm sendsMail={env().smtp !== undefined} linkHours={linkHours.confirm}>
          {providers.length > 0 && (
            <ProviderButtons purpose="signUpWith" providers={providers} callbackPath="/" />
          )}
        </SignUpForm>
      )}
      <p className="mt-5 text-muted text-sm">
        {text.haveAccount} <TextLink href="/sign-in">{entranceMessages.toSignIn}</TextLink>
      </p>
    </Entrance>
  );
}
