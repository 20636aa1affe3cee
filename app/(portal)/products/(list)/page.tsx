import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { ProductCard } from "@/components/products/product-card";
import { SubscribeButton } from "@/components/subscriptions/subscribe-button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Markdown } from "@/components/ui/markdown";
import { SearchInput } from "@/components/ui/search-input";
import { currentUser } from "@/lib/auth/session";
import { productMessages as text } from "@/lib/messages/en/products";
import { listVisibleProducts } from "@/lib/products/queries";
import { countHeld } from "@/lib/subscriptions/queries";
import { signInHref } from "../../addresses";

export const metadata: Metadata = { title: text.title };

interface ProductsPageProps {
  searchParams: Promise<{ q?: string | string[] }>;
}

const searchFrom = 7;

export default async function ProductsPage({ searchParams }: ProductsPageProps) {
  const [viewer, { q }] = await Promise.all([currentUser(), searchParams]);
  const wanted = typeof q === "string" ? q.trim() : "";
  const [products, held] = await Promise.all([
    listVisibleProducts(viewer),
    viewer ? countHeld(viewer.id) : new Map<string, number>(),
  ]);
  const shown = products.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Page>
      <PageHeader title={text.title} description={text.description} />
      {(products.length >= searchFrom || wanted !== "") && (
        <form action="/products" className="mb-4 max-w-md">
          <SearchInput label={text.search} name="q" defaultValue={wanted} />
        </form>
      )}
      {products.length === 0 && <NoProducts signedIn={viewer !== null} />}
      {products.length > 0 && shown.length === 0 && <NoMatch wanted={wanted} />}
      <ul className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
        {shown.map((product) => (
          <ProductCard
            key={product.id}
            product={product}
            held={held.get(product.id) ?? 0}
            description={<Markdown>{product.description}</Markdown>}
            action={
              <>
                <SubscribeButton
                  product={product}
                  held={held.get(product.id) ?? 0}
                  signInHref={viewer ? null : signInHref(`/products/${product.slug}`)}
                />
                <LinkButton
                  href={`/products/${product.slug}`}
                  variant="ghost"
                  aria-label={text.detailsOf(product.name)}
                >
                  {text.details}
                </LinkButton>
              </>
            }
          />
        ))}
      </ul>
    </Page>
  );
}

function NoMatch({ wanted }: { wanted: string }) {
  return (
    <EmptyState
      title={text.noMatchTitle(wanted)}
      description={text.noMatchDescription}
      action={<LinkButton href="/products">{text.showAll}</LinkButton>}
    />
  );
}

function NoProducts({ signedIn }: { signedIn: boolean }) {
  if (signedIn) return <EmptyState title={text.noneTitle} description={text.noneDescription} />;
  return (
    <EmptyState
      title={text.noneTitle}
      description={text.noneSignedOutDescription}
      action={
        <LinkButton href={signInHref("/products")} variant="primary">
          {text.signIn}
        </LinkButton>
      }
    />
  );
}
