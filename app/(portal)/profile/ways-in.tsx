import { LinkedIdentities } from "@/components/auth/linked-identities";
import { PasswordForm } from "@/components/auth/password-form";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { readSignInFailure } from "@/lib/auth/schema";
import { listIdentities, listSignInProviders } from "@/lib/identities/queries";
import { authMessages } from "@/lib/messages/en/auth";
import { identityMessages } from "@/lib/messages/en/identities";
import { profileMessages } from "@/lib/messages/en/profile";
import type { Profile } from "@/lib/users/queries";

/** What the page's address says of a linking that has just ended. */
export interface LinkingEnd {
  linked?: string | string[];
  identity?: string | string[];
}

/** How somebody signs in: the password, and the identities that are linked where there are providers. */
export async function WaysIn({ profile, end }: { profile: Profile; end: LinkingEnd }) {
  const identities = await listIdentities(profile.id);
  const all = await listSignInProviders();
  const providers = all.filter(({ id }) => !identities.some(({ providerId }) => providerId === id));
  const { password } = profileMessages;
  const { own, noPassword } = identityMessages;
  return (
    <>
      {profile.hasPassword ? (
        <Card title={password.title} description={password.description}>
          <PasswordForm email={profile.email} />
        </Card>
      ) : (
        <Card title={password.title} description={noPassword.description}>
          <LinkButton href="/reset">{noPassword.action}</LinkButton>
        </Card>
      )}
      {all.length + identities.length > 0 && (
        <Card title={own.title} description={own.description}>
          <div className="space-y-4">
            <LinkingNote
              end={end}
              names={new Map(identities.map((one) => [one.providerId, one.providerName]))}
            />
            <LinkedIdentities
              identities={identities}
              providers={providers}
              email={profile.email}
              hasPassword={profile.hasPassword}
            />
          </div>
        </Card>
      )}
    </>
  );
}

function LinkingNote({ end, names }: { end: LinkingEnd; names: ReadonlyMap<string, string> }) {
  const linked = typeof end.linked === "string" ? names.get(end.linked) : undefined;
  if (linked !== undefined) return <Alert tone="success">{identityMessages.own.linked(linked)}</Alert>;
  const failure = readSignInFailure(typeof end.identity === "string" ? end.identity : null);
  if (!failure || failure.code === "too-many-attempts") return null;
  return <Alert tone="danger">{authMessages.failures[failure.code]}</Alert>;
}
