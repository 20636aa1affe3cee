import type { Metadata } from "next";
import { ApiCatalogue } from "@/components/catalogue/api-catalogue";
import { createCatalogueSearch } from "@/components/catalogue/catalogue-search";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { currentUser } from "@/lib/auth/session";
import { listPortalApis, listSearchEntries } from "@/lib/catalogue/portal-queries";
import type { Viewer } from "@/lib/groups/schema";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { NothingToCall } from "../../nothing-to-call";

export const metadata: Metadata = { title: text.apis };

interface ApisPageProps {
  searchParams: Promise<{ q?: string | string[] }>;
}

export default async function ApisPage({ searchParams }: ApisPageProps) {
  const [viewer, { q }] = await Promise.all([currentUser(), searchParams]);
  const [apis, initialHits] = await Promise.all([listPortalApis(viewer), search(viewer, q)]);
  return (
    <Page>
      <PageHeader title={text.apis} description={text.apisDescription} />
      {apis.length === 0 ? (
        <NothingToCall viewer={viewer} backTo="/apis" />
      ) : (
        <ApiCatalogue apis={apis} initialHits={initialHits} />
      )}
    </Page>
  );
}

/** The first paint of a link that carries a search. */
async function search(viewer: Viewer, q: string | string[] | undefined) {
  if (typeof q !== "string" || q.trim() === "") return null;
  const { apis } = await listSearchEntries(viewer);
  return createCatalogueSearch(apis)(q.trim().slice(0, 200));
}
