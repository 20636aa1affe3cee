import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { DeleteGroup } from "@/components/groups/delete-group";
import { GroupForm } from "@/components/groups/group-form";
import { GroupMembers } from "@/components/groups/group-members";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { listProductChoices } from "@/lib/catalogue/queries";
import { versionOf } from "@/lib/editing/editable";
import { groupEditable } from "@/lib/editing/editables";
import { getGroup } from "@/lib/groups/govern-queries";
import { groupMessages as text } from "@/lib/messages/en/groups";
import { adminOf, orNotFound } from "../../admin-page";

export const metadata: Metadata = { title: text.settings };

export default async function GroupPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { groupId } = await params;
  const viewer = await adminOf(`/admin/groups/${groupId}`);
  const version = await versionOf(groupEditable, { groupId });
  const { name, description, isSystem, productIds, members } = await orNotFound(getGroup(viewer, groupId));
  const products = await listProductChoices(viewer);
  const group = { id: groupId, name, isSystem };
  return (
    <>
      <PageHeader
        title={name}
        meta={isSystem && <Badge>{text.builtIn}</Badge>}
        breadcrumb={[{ label: text.title, href: "/admin/groups" }, { label: name }]}
      />
      <Edited version={version}>
        <GroupForm
          key={groupId}
          group={group}
          settings={{ name, description, productIds }}
          products={products}
        />
      </Edited>
      {!isSystem && (
        <>
          <GroupMembers group={group} members={members} />
          <DeleteGroup group={group} memberCount={members.length} productCount={productIds.length} />
        </>
      )}
    </>
  );
}
