import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { ProductApisForm } from "@/components/product-admin/product-apis-form";
import { ProductHeader } from "@/components/product-admin/product-header";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { listProductParts } from "@/lib/products/govern-queries";
import { productOf } from "../product-page";

export const metadata: Metadata = { title: text.apis };

export default async function ProductApisPage({ params }: { params: Promise<{ productId: string }> }) {
  const { viewer, product, head, version } = await productOf(params, "/apis");
  const { apis } = await listProductParts(viewer);
  return (
    <>
      <ProductHeader product={head} current="apis" />
      <Edited version={version}>
        <ProductApisForm key={product.id} product={product} apis={apis} apiIds={product.apiIds} />
      </Edited>
    </>
  );
}
