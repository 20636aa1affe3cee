import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { type ActedProduct, ProductActions } from "./product-actions";

const tabs = [
  { value: "settings", path: "", label: text.settings },
  { value: "apis", path: "/apis", label: text.apis },
  { value: "policies", path: "/policies", label: text.policies },
] as const;

interface ProductHeaderProps {
  product: ActedProduct & { slug: string };
  current: (typeof tabs)[number]["value"];
}

/** The head of a product's pages: its name, what can be done with it, and the tabs between its parts. */
export function ProductHeader({ product, current }: ProductHeaderProps) {
  return (
    <>
      <PageHeader
        title={product.name}
        meta={!product.published && <Badge>{text.hidden}</Badge>}
        actions={
          <>
            <LinkButton href={`/products/${product.slug}`}>{text.viewInPortal}</LinkButton>
            <ProductActions product={product} leaveOnDelete />
          </>
        }
        breadcrumb={[{ label: text.title, href: "/admin/products" }, { label: product.name }]}
      />
      <div className="-mt-2 mb-6">
        <LinkTabs
          label={text.tabs}
          items={tabs.map(({ value, path, label }) => ({
            href: `/admin/products/${product.id}${path}`,
            label,
            current: value === current,
          }))}
        />
      </div>
    </>
  );
}
