import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DeleteAccount } from "@/components/auth/delete-account";
import { NameForm } from "@/components/auth/name-form";
import { SessionList } from "@/components/auth/session-list";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { ChoiceForm } from "@/components/notifications/choice-form";
import { TokenList } from "@/components/tokens/token-list";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { currentSession } from "@/lib/auth/session";
import { deletionMessages } from "@/lib/messages/en/deletion";
import { notificationMessages } from "@/lib/messages/en/notifications";
import { profileMessages } from "@/lib/messages/en/profile";
import { sessionMessages } from "@/lib/messages/en/sessions";
import { tokenMessages } from "@/lib/messages/en/tokens";
import { eventsFor } from "@/lib/notifications/events-schema";
import { findUnwanted } from "@/lib/notifications/rules";
import { listSessions } from "@/lib/sessions/queries";
import { planLeaving } from "@/lib/subscriptions/leave-commands";
import { canHaveTokens } from "@/lib/tokens/permissions";
import { listTokens } from "@/lib/tokens/queries";
import { getProfile } from "@/lib/users/queries";
import { type LinkingEnd, WaysIn } from "./ways-in";

export const metadata: Metadata = { title: profileMessages.title };

export default async function ProfilePage({ searchParams }: { searchParams: Promise<LinkingEnd> }) {
  const session = await currentSession();
  if (!session) redirect("/sign-in?callbackUrl=%2Fprofile");
  const { user } = session;
  const profile = await getProfile(user.id);
  const leaving = await planLeaving(user.id);
  const events = eventsFor(user.role);
  const unwanted = await findUnwanted(user.id);
  const { account } = profileMessages;
  const facts = [
    { term: account.email, detail: profile.email },
    { term: account.role, detail: account.roles[profile.role] },
    { term: account.memberSince, detail: <RelativeTime time={profile.createdAt} /> },
    ...(profile.lastSignInAt
      ? [{ term: account.lastSignIn, detail: <RelativeTime time={profile.lastSignInAt} /> }]
      : []),
  ];
  return (
    <Page>
      <div className="max-w-2xl">
        <PageHeader title={profileMessages.title} />
        <div className="space-y-6">
          <Card title={account.title}>
            <div className="space-y-6">
              <DescriptionList items={facts} />
              <NameForm name={profile.name} />
            </div>
          </Card>
          <WaysIn profile={profile} end={await searchParams} />
          <Card
            title={notificationMessages.choice.title}
            description={notificationMessages.choice.description}
          >
            <ChoiceForm events={events} wanted={events.filter((event) => !unwanted.includes(event))} />
          </Card>
          <Card title={sessionMessages.title} description={sessionMessages.description}>
            <SessionList sessions={await listSessions(user.id, session.id)} path="/api/profile/sessions" />
          </Card>
          {canHaveTokens(user) && (
            <Card title={tokenMessages.title} description={tokenMessages.description}>
              <TokenList tokens={await listTokens(user)} />
            </Card>
          )}
          <Card title={deletionMessages.title} description={deletionMessages.description}>
            <DeleteAccount
              email={profile.email}
              hasPassword={profile.hasPassword}
              cancelledCount={leaving.cancelled.length}
              teamCount={leaving.teamCount}
              passedOn={leaving.passedOn}
            />
          </Card>
        </div>
      </div>
    </Page>
  );
}
