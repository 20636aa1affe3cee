import type { Metadata } from "next";
import { ListFrame } from "@/components/admin/list-frame";
import { PageHeader } from "@/components/layout/page-header";
import { ProductTable } from "@/components/product-admin/product-table";
import { LinkButton } from "@/components/ui/link-button";
import { listLinks } from "@/lib/lists/schema";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { listProducts } from "@/lib/products/govern-queries";
import { productList } from "@/lib/products/schema";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ProductsPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/products");
  const links = listLinks("/admin/products", productList, productList.address.parse(await searchParams));
  const found = await listProducts(viewer, links.current);
  const { sortBy, narrowed, current } = links;
  const whole = !narrowed && found.pageCount === 1;
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <LinkButton href="/admin/products/new" variant="primary">
            {text.add}
          </LinkButton>
        }
      />
      <ListFrame links={links} found={found} text={text}>
        <ProductTable
          items={found.items}
          sorting={{
            position: sortBy("position"),
            name: sortBy("name"),
            apis: sortBy("apis"),
            subscriptions: sortBy("subscriptions"),
          }}
          canMove={whole && current.sort === "position" && current.order === "asc"}
        />
      </ListFrame>
    </>
  );
}
