import type { Metadata } from "next";
import { ListSearch } from "@/components/admin/list-search";
import { SubscriptionTable } from "@/components/admin/subscription-table";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { governMessages as text } from "@/lib/messages/en/govern";
import { listGoverned } from "@/lib/subscriptions/govern-queries";
import { governedAddress, governedShows } from "@/lib/subscriptions/govern-schema";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SubscriptionsPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/subscriptions");
  const address = governedAddress.parse(await searchParams);
  const { items, counts, total, page, pageCount } = await listGoverned(viewer, address);
  const hrefFor = (changes: Partial<typeof address>) => {
    const { show, search, page: number } = { ...address, ...changes };
    const query = new URLSearchParams({
      ...(show !== "all" && { show }),
      ...(search && { search }),
      ...(number > 1 && { page: String(number) }),
    });
    return query.size > 0 ? `/admin/subscriptions?${query}` : "/admin/subscriptions";
  };
  const empty = address.search
    ? { title: text.noMatch, description: text.noMatchHint }
    : address.show === "all"
      ? { title: text.none, description: text.noneHint }
      : { title: text.noneOfKind, description: text.noneHint };

  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <LinkButton href="/admin/subscriptions/new" variant="primary">
            {text.grant}
          </LinkButton>
        }
      />
      <div className="space-y-4">
        <LinkTabs
          label={text.show}
          items={governedShows.map((show) => ({
            href: hrefFor({ show, page: 1 }),
            label: `${text.shows[show]} (${counts[show] ?? 0})`,
            current: show === address.show,
          }))}
        />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <ListSearch label={text.search} className="w-full sm:w-80" />
          <p role="status" className="text-muted text-sm">
            {text.count(total)}
          </p>
        </div>
        {total === 0 ? (
          <EmptyState
            {...empty}
            {...((address.search || address.show !== "all") && {
              action: <LinkButton href="/admin/subscriptions">{text.showAll}</LinkButton>,
            })}
          />
        ) : (
          <SubscriptionTable items={items} />
        )}
        <Pagination
          page={page}
          pageCount={pageCount}
          hrefFor={(number) => hrefFor({ page: number })}
          label={text.pages}
        />
      </div>
    </>
  );
}
