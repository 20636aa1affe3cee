import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "@/components/auth/entrance";
import { explainFailure } from "@/components/auth/explain-failure";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import { safeCallbackPath } from "@/lib/auth/callback-path";
import { readSignInFailure } from "@/lib/auth/schema";
import { currentUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { listSignInProviders } from "@/lib/identities/queries";
import { authMessages } from "@/lib/messages/en/auth";
import { hasAdministrator } from "@/lib/users/queries";
import { getSignUpSettings } from "@/lib/users/sign-up-settings";

export const metadata: Metadata = { title: authMessages.signIn.title };

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const callbackPath = safeCallbackPath(callbackUrl);
  if (await currentUser()) redirect(callbackPath);
  const { publicUrl, demo } = env();
  const { mode } = await getSignUpSettings();
  const providers = await listSignInProviders();
  const failure = readSignInFailure(typeof error === "string" ? error : null);
  return (
    <>
      {!(await hasAdministrator()) && (
        <Alert tone="warning" title={authMessages.noAdmin.title} announce={false} className="mb-4">
          {authMessages.noAdmin.description}
        </Alert>
      )}
      <Entrance title={authMessages.signIn.title} description={authMessages.signIn.description}>
        <SignInForm callbackPath={callbackPath} publicUrl={publicUrl} failure={explainFailure(failure)} />
        {providers.length > 0 && <ProviderButtons purpose="signInWith" {...{ providers, callbackPath }} />}
        <div className="mt-5 flex flex-wrap justify-between gap-x-6 gap-y-2 text-muted text-sm">
          <TextLink href="/reset">{authMessages.signIn.forgot}</TextLink>
          {mode !== "off" && (
            <span>
              {authMessages.signIn.noAccount}{" "}
              <TextLink href="/sign-up">{authMessages.signIn.signUp}</TextLink>
            </span>
          )}
        </div>
      </Entrance>
      {demo && (
        <Alert title={authMessages.demo.title} announce={false} className="mt-4">
          {authMessages.demo.before} <code className="font-mono text-code">{authMessages.demo.file}</code>{" "}
          {authMessages.demo.after}
        </Alert>
      )}
    </>
  );
}
