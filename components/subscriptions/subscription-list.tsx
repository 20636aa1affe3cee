"use client";

import useSWR from "swr";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { SearchInput } from "@/components/ui/search-input";
import { callApi } from "@/lib/http/api-client";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { type SubscriptionPage, type SubscriptionQuery, subscriptionPage } from "@/lib/subscriptions/schema";
import { SubscriptionCard } from "./subscription-card";

interface SubscriptionListProps {
  query: SubscriptionQuery;
  /** What the server read for the first paint. */
  initial: SubscriptionPage;
  viewerId: string;
}

const refreshMs = 10_000;

function hrefFor(path: string, { show, search, page }: SubscriptionQuery): string {
  const params = new URLSearchParams();
  if (show !== "held") params.set("show", show);
  if (search !== "") params.set("search", search);
  if (page > 1) params.set("page", String(page));
  return params.size === 0 ? path : `${path}?${params}`;
}

/** One's subscriptions, kept up to date while they are looked at. */
export function SubscriptionList({ query, initial, viewerId }: SubscriptionListProps) {
  const address = hrefFor("/api/subscriptions", query);
  const { data = initial, mutate } = useSWR(
    address,
    (path: string) => callApi(path, { schema: subscriptionPage }),
    { fallbackData: initial, refreshInterval: refreshMs, revalidateOnMount: false },
  );
  const tab = (show: SubscriptionQuery["show"], label: string) => ({
    href: hrefFor("/subscriptions", { show, search: "", page: 1 }),
    label,
    current: query.show === show,
  });
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <LinkTabs label={text.show} items={[tab("held", text.inUse), tab("ended", text.ended)]} />
        {(data.pageCount > 1 || data.total > 5 || query.search !== "") && (
          <form action="/subscriptions" className="w-full max-w-xs">
            {query.show !== "held" && <input type="hidden" name="show" value={query.show} />}
            <SearchInput key={query.search} label={text.search} name="search" defaultValue={query.search} />
          </form>
        )}
      </div>
      {data.subscriptions.length === 0 && <NoSubscriptions query={query} />}
      <ul aria-label={text.list} className="space-y-4">
        {data.subscriptions.map((subscription) => (
          <SubscriptionCard
            key={subscription.id}
            subscription={subscription}
            viewerId={viewerId}
            onChanged={async () => {
              await mutate();
            }}
          />
        ))}
      </ul>
      <div className="mt-4">
        <Pagination
          label={text.list}
          page={query.page}
          pageCount={data.pageCount}
          hrefFor={(page) => hrefFor("/subscriptions", { ...query, page })}
        />
      </div>
    </>
  );
}

function NoSubscriptions({ query: { show, search } }: { query: SubscriptionQuery }) {
  if (search !== "") {
    return (
      <EmptyState
        title={text.noMatchTitle(search)}
        description={text.noMatchDescription}
        action={
          <LinkButton href={hrefFor("/subscriptions", { show, search: "", page: 1 })}>
            {text.showAll}
          </LinkButton>
        }
      />
    );
  }
  if (show === "ended") {
    return (
      <EmptyState
        title={text.noneEndedTitle}
        description={text.noneEndedDescription}
        action={<LinkButton href="/subscriptions">{text.showInUse}</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      title={text.noneTitle}
      description={text.noneDescription}
      action={
        <LinkButton href="/products" variant="primary">
          {text.browseProducts}
        </LinkButton>
      }
    />
  );
}
