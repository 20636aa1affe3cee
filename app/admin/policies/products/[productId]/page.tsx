import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { PolicyForm } from "@/components/policies/policy-form";
import { policyMessages } from "@/lib/messages/en/policies";
import { getPolicy } from "@/lib/policies/queries";
import { adminOf, orNotFound } from "../../../admin-page";

export const metadata: Metadata = { title: policyMessages.productTitle };

export default async function ProductPolicyPage({ params }: { params: Promise<{ productId: string }> }) {
  const { productId } = await params;
  const viewer = await adminOf(`/admin/policies/products/${productId}`);
  const { name, document } = await orNotFound(getPolicy(viewer, { scope: "product", targetId: productId }));
  return (
    <>
      <PageHeader
        title={policyMessages.titleOf(name)}
        description={policyMessages.form.hints.product}
        breadcrumb={[{ label: policyMessages.title, href: "/admin/policies" }, { label: name }]}
      />
      <PolicyForm key={productId} scope="product" targetId={productId} document={document} />
    </>
  );
}
