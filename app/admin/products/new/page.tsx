import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { ProductForm } from "@/components/product-admin/product-form";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { listProductParts } from "@/lib/products/govern-queries";
import { productInput } from "@/lib/products/schema";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.newTitle };

const named = "New";

export default async function NewProductPage() {
  const viewer = await adminOf("/admin/products/new");
  const { groups } = await listProductParts(viewer);
  const { apiIds: _, ...usual } = productInput.parse({ name: named });
  return (
    <>
      <PageHeader
        title={text.newTitle}
        description={text.newDescription}
        breadcrumb={[{ label: text.title, href: "/admin/products" }, { label: text.newTitle }]}
      />
      <ProductForm product={null} settings={{ ...usual, name: "" }} groups={groups} />
    </>
  );
}
