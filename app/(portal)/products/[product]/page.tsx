import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { apiHref } from "@/components/catalogue/search-entries";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { ProductFacts } from "@/components/products/product-facts";
import { SubscribeButton } from "@/components/subscriptions/subscribe-button";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Markdown } from "@/components/ui/markdown";
import { TextLink } from "@/components/ui/text-link";
import { currentUser } from "@/lib/auth/session";
import { cataloguePageMessages } from "@/lib/messages/en/catalogue-pages";
import { productMessages as text } from "@/lib/messages/en/products";
import { findVisibleProduct, type VisibleProduct } from "@/lib/products/queries";
import { countHeld } from "@/lib/subscriptions/queries";
import { signInHref } from "../../addresses";

interface ProductPageProps {
  params: Promise<{ product: string }>;
}

const findProduct = cache(async (slug: string) => findVisibleProduct(await currentUser(), slug));

export async function generateMetadata({ params }: ProductPageProps): Promise<Metadata> {
  const product = await findProduct((await params).product);
  return product ? { title: product.name } : {};
}

export default async function ProductPage({ params }: ProductPageProps) {
  const [viewer, { product: slug }] = await Promise.all([currentUser(), params]);
  const product = await findProduct(slug);
  if (!product) notFound();
  const held = viewer ? ((await countHeld(viewer.id)).get(product.id) ?? 0) : 0;
  return (
    <Page>
      <PageHeader
        breadcrumb={[{ label: text.title, href: "/products" }, { label: product.name }]}
        title={product.name}
        meta={!product.published && <Badge tone="warning">{text.notPublished}</Badge>}
        description={product.description === "" ? undefined : <Markdown>{product.description}</Markdown>}
        actions={
          <SubscribeButton
            product={product}
            held={held}
            signInHref={viewer ? null : signInHref(`/products/${slug}`)}
            variant="primary"
          />
        }
      />
      <div className="space-y-6">
        {held > 0 && <HeldNote product={product} held={held} />}
        <Card>
          <ProductFacts product={product} />
        </Card>
        <Card title={text.contents} flush={product.apis.length > 0}>
          <Contents apis={product.apis} />
        </Card>
        {product.terms !== "" && (
          <Card title={text.terms}>
            <Markdown className="max-w-prose">{product.terms}</Markdown>
          </Card>
        )}
      </div>
    </Page>
  );
}

function HeldNote({ product: { maxSubscriptions }, held }: { product: VisibleProduct; held: number }) {
  const full = maxSubscriptions !== null && held >= maxSubscriptions;
  return (
    <Alert
      tone="success"
      announce={false}
      action={<TextLink href="/subscriptions">{text.seeYours}</TextLink>}
    >
      {full ? text.atMaximum(maxSubscriptions) : text.yours(held)}
    </Alert>
  );
}

function Contents({ apis }: { apis: VisibleProduct["apis"] }) {
  if (apis.length === 0) return <EmptyState title={text.noApisTitle} description={text.noApisDescription} />;
  return (
    <ul className="divide-y">
      {apis.map(({ slug, name, summary, operationCount, published }) => (
        <li key={slug} className="px-5 py-3">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <Link href={apiHref(slug)} className="min-w-0 break-words font-medium hover:underline">
              {name}
            </Link>
            {!published && <Badge tone="warning">{text.notPublished}</Badge>}
            <span className="ml-auto text-muted text-sm">
              {cataloguePageMessages.operationCount(operationCount)}
            </span>
          </div>
          {summary !== "" && <p className="text-muted text-sm">{summary}</p>}
        </li>
      ))}
    </ul>
  );
}
