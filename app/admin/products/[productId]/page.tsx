import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { ProductForm } from "@/components/product-admin/product-form";
import { ProductHeader } from "@/components/product-admin/product-header";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { listProductParts } from "@/lib/products/govern-queries";
import { productSettings } from "@/lib/products/schema";
import { productOf } from "./product-page";

export const metadata: Metadata = { title: text.settings };

const settingsOf = productSettings.strip();

export default async function ProductPage({ params }: { params: Promise<{ productId: string }> }) {
  const { viewer, product, head, version } = await productOf(params, "");
  const { groups } = await listProductParts(viewer);
  return (
    <>
      <ProductHeader product={head} current="settings" />
      <Edited version={version}>
        <ProductForm
          key={product.updatedAt}
          product={product}
          settings={settingsOf.parse(product)}
          groups={groups}
        />
      </Edited>
    </>
  );
}
