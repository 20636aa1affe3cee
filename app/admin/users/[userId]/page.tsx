import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { UserActions } from "@/components/admin/user-actions";
import { userTones } from "@/components/admin/user-table";
import { SessionList } from "@/components/auth/session-list";
import { UserGroupsForm } from "@/components/groups/user-groups-form";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { versionOf } from "@/lib/editing/editable";
import { userGroupsEditable } from "@/lib/editing/editables";
import { getUserWithGroups } from "@/lib/groups/govern-queries";
import { listWaysIn } from "@/lib/identities/queries";
import { groupMessages } from "@/lib/messages/en/groups";
import { identityMessages } from "@/lib/messages/en/identities";
import { sessionMessages } from "@/lib/messages/en/sessions";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { listSessions } from "@/lib/sessions/queries";
import { adminOf, orNotFound } from "../../admin-page";

export const metadata: Metadata = { title: text.user };

export default async function UserPage({ params }: { params: Promise<{ userId: string }> }) {
  const { userId } = await params;
  const viewer = await adminOf(`/admin/users/${userId}`);
  const version = await versionOf(userGroupsEditable, { userId });
  const user = await orNotFound(getUserWithGroups(viewer, userId));
  const { lastSignInAtMs, groups, groupIds, role, state } = user;
  const ways = await listWaysIn(userId);
  const sessions = await listSessions(userId, null);
  return (
    <>
      <PageHeader
        title={user.name}
        description={user.email}
        meta={<Badge tone={userTones[state]}>{text.states[state]}</Badge>}
        {...(viewer.id !== userId && {
          actions: <UserActions user={user} afterDelete="/admin/users" />,
        })}
        breadcrumb={[{ label: text.title, href: "/admin/users" }, { label: user.name }]}
      />
      <div className="mb-8 max-w-2xl">
        <DescriptionList
          items={[
            { term: text.role, detail: text.roles[role] },
            {
              term: identityMessages.ways,
              detail: ways.length > 0 ? ways.join(", ") : identityMessages.noWays,
            },
            { term: text.joined, detail: <RelativeTime time={user.createdAtMs} /> },
            {
              term: text.lastSignIn,
              detail: lastSignInAtMs === null ? text.never : <RelativeTime time={lastSignInAtMs} />,
            },
            {
              term: text.allSubscriptions,
              detail: (
                <TextLink href={`/admin/subscriptions?search=${encodeURIComponent(user.email)}`}>
                  {user.subscriptionCount}
                </TextLink>
              ),
            },
          ]}
        />
      </div>
      {groups.length > 0 ? (
        <Edited version={version}>
          <UserGroupsForm key={userId} byRule={user.groupsByRule} {...{ user, groups, groupIds }} />
        </Edited>
      ) : (
        <p className="text-sm">
          {groupMessages.ofUserNone} <TextLink href="/admin/groups/new">{groupMessages.add}</TextLink>
          <span className="block text-muted">{groupMessages.ofUserByRule(user.groupsByRule)}</span>
        </p>
      )}
      {viewer.id !== userId && (
        <section className="mt-8 max-w-2xl">
          <h2 className="mb-3 font-semibold text-heading">{sessionMessages.titleOf}</h2>
          {sessions.length > 0 ? (
            <SessionList sessions={sessions} path={`/api/users/${userId}/sessions`} ownerName={user.name} />
          ) : (
            <p className="text-muted text-sm">{sessionMessages.noneOf}</p>
          )}
        </section>
      )}
    </>
  );
}
