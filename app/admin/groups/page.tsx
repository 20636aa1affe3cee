import type { Metadata } from "next";
import { ListFrame } from "@/components/admin/list-frame";
import { GroupTable } from "@/components/groups/group-table";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { listGroups } from "@/lib/groups/govern-queries";
import { groupList } from "@/lib/groups/schema";
import { listLinks } from "@/lib/lists/schema";
import { groupMessages as text } from "@/lib/messages/en/groups";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function GroupsPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/groups");
  const links = listLinks("/admin/groups", groupList, groupList.address.parse(await searchParams));
  const found = await listGroups(viewer, links.current);
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <LinkButton href="/admin/groups/new" variant="primary">
            {text.add}
          </LinkButton>
        }
      />
      <ListFrame links={links} found={found} text={text}>
        <GroupTable items={found.items} sortBy={links.sortBy} />
      </ListFrame>
    </>
  );
}
