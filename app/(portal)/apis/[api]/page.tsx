import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ApiAccess } from "@/components/catalogue/api-access";
import { ExportLinks } from "@/components/catalogue/export-links";
import { OperationList } from "@/components/catalogue/operation-list";
import { apiHref } from "@/components/catalogue/search-entries";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { SubscribeButton } from "@/components/subscriptions/subscribe-button";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Markdown } from "@/components/ui/markdown";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { DeprecationNote } from "@/components/versions/deprecation-note";
import { VersionPicker } from "@/components/versions/version-picker";
import { currentUser } from "@/lib/auth/session";
import { findPortalApi, type PortalApi } from "@/lib/catalogue/portal-queries";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { describeLimits, productMessages } from "@/lib/messages/en/products";
import { revisionMessages } from "@/lib/messages/en/revisions";
import { listChangelog } from "@/lib/revisions/queries";
import { countHeld } from "@/lib/subscriptions/queries";
import { apiBaseUrl, signInHref } from "../../addresses";

interface ApiPageProps {
  params: Promise<{ api: string }>;
}

const findApi = cache(async (slug: string) => findPortalApi(await currentUser(), slug));

export async function generateMetadata({ params }: ApiPageProps): Promise<Metadata> {
  const api = await findApi((await params).api);
  return api ? { title: api.name, ...(api.summary && { description: api.summary }) } : {};
}

export default async function ApiPage({ params }: ApiPageProps) {
  const api = await findApi((await params).api);
  if (!api) notFound();
  return (
    <Page>
      <PageHeader
        breadcrumb={[{ label: text.apis, href: "/apis" }, { label: api.name }]}
        title={api.name}
        description={api.summary === "" ? undefined : api.summary}
        meta={
          <>
            {!api.published && <Badge tone="warning">{text.notPublished}</Badge>}
            <VersionPicker apiSlug={api.slug} versions={api.versions} />
            {api.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </>
        }
      />
      <DeprecationNote api={api} className="mb-6" />
      <div className="grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="lg:sticky lg:top-20">
          <Card title={text.operations} actions={<Badge>{api.operations.length}</Badge>} flush>
            <OperationList apiSlug={api.slug} operations={api.operations} />
          </Card>
        </div>
        <div className="min-w-0 space-y-6">
          <ApiAccess api={{ ...api, baseUrl: apiBaseUrl(api.suffix), openProduct: openProductOf(api) }} />
          <ApiProducts api={api} />
          <Card title={text.about}>
            {api.description === "" ? (
              <p className="text-muted">{text.noDescription}</p>
            ) : (
              <Markdown>{api.description}</Markdown>
            )}
          </Card>
          <Changelog apiId={api.id} />
          {api.operations.length > 0 && (
            <Card title={text.export}>
              <ExportLinks apiSlug={api.slug} />
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}

/** The product whose limits hold for calls without a key, or null where a key is asked for. */
function openProductOf({ products }: PortalApi): string | null {
  return (
    products.find(({ published, requiresSubscription }) => published && !requiresSubscription)?.name ?? null
  );
}

/** What was published of the API, newest first. */
async function Changelog({ apiId }: { apiId: string }) {
  const entries = await listChangelog(apiId);
  if (entries.length === 0) return null;
  return (
    <Card title={revisionMessages.changelog} flush>
      <ol className="divide-y border-t">
        {entries.map(({ number, note, publishedAt }) => (
          <li key={number} className="space-y-1 px-5 py-4">
            <p className="text-muted text-sm">
              <RelativeTime time={publishedAt} />
            </p>
            <Markdown>{note}</Markdown>
          </li>
        ))}
      </ol>
    </Card>
  );
}

async function ApiProducts({ api }: { api: PortalApi }) {
  const user = await currentUser();
  const held = user ? await countHeld(user.id) : new Map<string, number>();
  return (
    <Card title={text.productsTitle} flush={api.products.length > 0}>
      {api.products.length === 0 ? (
        <p className="text-muted">{text.noProducts}</p>
      ) : (
        <ul className="divide-y">
          {api.products.map((product) => (
            <li key={product.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
              <div className="min-w-0 flex-1">
                <TextLink href={`/products/${product.slug}`} className="font-medium">
                  {product.name}
                </TextLink>
                <p className="text-muted text-sm">
                  {describeLimits(product.limits)}
                  {product.requiresApproval && ` · ${productMessages.needsApproval.toLowerCase()}`}
                </p>
              </div>
              <SubscribeButton
                product={product}
                held={held.get(product.id) ?? 0}
                signInHref={user ? null : signInHref(apiHref(api.slug))}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
