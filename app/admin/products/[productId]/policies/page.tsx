import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { PolicyForm } from "@/components/policies/policy-form";
import { ProductHeader } from "@/components/product-admin/product-header";
import { versionOf } from "@/lib/editing/editable";
import { policyEditable } from "@/lib/editing/editables";
import { policyMessages } from "@/lib/messages/en/policies";
import { getPolicy } from "@/lib/policies/queries";
import { productOf } from "../product-page";

export const metadata: Metadata = { title: policyMessages.productTitle };

export default async function ProductPoliciesPage({ params }: { params: Promise<{ productId: string }> }) {
  const { viewer, product, head } = await productOf(params, "/policies");
  const target = { scope: "product", targetId: product.id } as const;
  const version = await versionOf(policyEditable, target);
  const { document } = await getPolicy(viewer, target);
  return (
    <>
      <ProductHeader product={head} current="policies" />
      <p className="mb-5 max-w-prose text-muted text-sm">{policyMessages.form.hints.product}</p>
      <Edited version={version}>
        <PolicyForm key={product.id} scope="product" targetId={product.id} document={document} />
      </Edited>
    </>
  );
}
