import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "@/components/auth/entrance";
import { SetupForm } from "@/components/auth/setup-form";
import { Alert } from "@/components/ui/alert";
import { authMessages } from "@/lib/messages/en/auth";
import { hasAdministrator } from "@/lib/users/queries";
import { isSetupToken } from "@/lib/users/setup-token";

export const metadata: Metadata = { title: authMessages.setup.title };

interface SetupPageProps {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** For the operator who holds the token printed at start, until there is an administrator. */
export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams;
  if (await hasAdministrator()) redirect("/sign-in");
  const { title, description, invalid, invalidDescription } = authMessages.setup;
  return (
    <Entrance title={title} description={description}>
      {typeof token === "string" && isSetupToken(token) ? (
        <SetupForm token={token} />
      ) : (
        <Alert tone="danger" title={invalid} announce={false}>
          {invalidDescription}
        </Alert>
      )}
    </Entrance>
  );
}
