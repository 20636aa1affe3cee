import type { Metadata } from "next";
import { PolicyForm } from "@/components/policies/policy-form";
import { ProductHeader } from "@/components/product-admin/product-header";
import { policyMessages } from "@/lib/messages/en/policies";
import { getPolicy } from "@/lib/policies/queries";
import { productOf } from "../product-page";

export const metadata: Metadata = { title: policyMessages.productTitle };

export default async function ProductPoliciesPage({ params }: { params: Promise<{ productId: string }> }) {
  const { viewer, product, head } = await productOf(params, "/policies");
  const { document } = await getPolicy(viewer, { scope: "product", targetId: product.id });
  return (
    <>
      <ProductHeader product={head} current="policies" />
      <p className="mb-5 max-w-prose text-muted text-sm">{policyMessages.form.hints.product}</p>
      <PolicyForm key={product.id} scope="product" targetId={product.id} document={document} />
    </>
  );
}
