import type { Metadata } from "next";
import { ListFrame } from "@/components/admin/list-frame";
import { UserTable } from "@/components/admin/user-table";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { listLinks } from "@/lib/lists/schema";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { listUsers } from "@/lib/users/govern-queries";
import { userList } from "@/lib/users/govern-schema";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UsersPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/users");
  const links = listLinks("/admin/users", userList, userList.address.parse(await searchParams));
  const found = await listUsers(viewer, links.current);
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <>
            <LinkButton href="/admin/users/invite" variant="primary">
              {text.invite}
            </LinkButton>
            <LinkButton href="/admin/users/new">{text.add}</LinkButton>
          </>
        }
      />
      <ListFrame links={links} found={found} text={text}>
        <UserTable items={found.items} ownId={viewer.id} sortBy={links.sortBy} />
      </ListFrame>
    </>
  );
}
