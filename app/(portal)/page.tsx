import type { Metadata } from "next";
import { FeaturedApis } from "@/components/catalogue/featured-apis";
import { FirstSteps } from "@/components/catalogue/first-steps";
import { operationHref } from "@/components/catalogue/search-entries";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { Markdown } from "@/components/ui/markdown";
import { SearchInput } from "@/components/ui/search-input";
import { currentUser } from "@/lib/auth/session";
import { listPortalApis, type PortalApiSummary } from "@/lib/catalogue/portal-queries";
import { homeMessages as text } from "@/lib/messages/en/home";
import { layoutMessages } from "@/lib/messages/en/layout";
import { countHeld } from "@/lib/subscriptions/queries";
import { branding, organisation } from "../organisation";
import { NothingToCall } from "./nothing-to-call";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await organisation();
  return { title: { absolute: `${name} · ${layoutMessages.portal}` }, description: text.description };
}

const mostFeatured = 6;

export default async function HomePage() {
  const viewer = await currentUser();
  const [apis, held, { homeTitle, homeText }] = await Promise.all([
    listPortalApis(viewer),
    viewer ? countHeld(viewer.id) : new Map<string, number>(),
    branding(),
  ]);
  const featured = featuredOf(apis);
  const [first] = featured;
  const [operation] = first?.operations ?? [];
  return (
    <Page className="py-12">
      <div className="max-w-2xl">
        <h1 className="text-balance font-semibold text-title">{homeTitle || text.title}</h1>
        {homeText === "" ? (
          <p className="mt-2 text-muted">{text.description}</p>
        ) : (
          <div className="mt-2">
            <Markdown>{homeText}</Markdown>
          </div>
        )}
        <form action="/apis" className="mt-6 flex gap-2">
          <SearchInput label={text.searchLabel} name="q" className="flex-1" />
          <Button type="submit" variant="primary">
            {text.searchButton}
          </Button>
        </form>
      </div>
      <div className="mt-12 space-y-12">
        {featured.length === 0 ? (
          <NothingToCall viewer={viewer} backTo="/" />
        ) : (
          <FeaturedApis apis={featured} total={apis.length} />
        )}
        <FirstSteps
          tryIt={
            first && operation
              ? { name: operation.displayName, href: operationHref(first.slug, operation.slug) }
              : null
          }
          hasKeys={held.size > 0}
        />
      </div>
    </Page>
  );
}

/** Those that an administrator chose; where none is chosen, the ones that changed last. */
function featuredOf(apis: PortalApiSummary[]): PortalApiSummary[] {
  const chosen = apis.filter(({ featured, published }) => featured && published);
  const shown = chosen.length > 0 ? chosen : apis.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
  return shown.slice(0, mostFeatured);
}
