import type { Metadata } from "next";
import { AddApiForm } from "@/components/admin/add-api-form";
import { PageHeader } from "@/components/layout/page-header";
import { listProductChoices } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf } from "../../admin-page";
import { installation } from "../installation";

const text = adminMessages.newApi;
export const metadata: Metadata = { title: text.title };

export default async function NewApiPage() {
  const viewer = await adminOf("/admin/apis/new");
  const products = await listProductChoices(viewer);
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        breadcrumb={[{ label: adminMessages.apis.title, href: "/admin/apis" }, { label: text.title }]}
      />
      <AddApiForm products={products} {...installation()} />
    </>
  );
}
