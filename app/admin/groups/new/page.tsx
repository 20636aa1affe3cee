import type { Metadata } from "next";
import { GroupForm } from "@/components/groups/group-form";
import { PageHeader } from "@/components/layout/page-header";
import { listProductChoices } from "@/lib/catalogue/queries";
import { groupMessages as text } from "@/lib/messages/en/groups";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.newTitle };

export default async function NewGroupPage() {
  const viewer = await adminOf("/admin/groups/new");
  const products = await listProductChoices(viewer);
  return (
    <>
      <PageHeader
        title={text.newTitle}
        description={text.newDescription}
        breadcrumb={[{ label: text.title, href: "/admin/groups" }, { label: text.newTitle }]}
      />
      <GroupForm group={null} settings={{ name: "", description: "", productIds: [] }} products={products} />
    </>
  );
}
