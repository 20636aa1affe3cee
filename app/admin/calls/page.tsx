import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { CallTable } from "@/components/admin/call-table";
import { ListSearch } from "@/components/admin/list-search";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { usageMessages } from "@/lib/messages/en/usage";
import { listCalls } from "@/lib/usage/call-log";
import { callKinds, callsAddress, callsSearch } from "@/lib/usage/schema";
import { adminOf } from "../admin-page";
import { inWords } from "./in-words";

const text = usageMessages.log;
export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The call log: what came in, newest first, and why what was refused was refused. */
export default async function CallsPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/calls");
  const asked = callsAddress.parse(await searchParams);
  const { show, search } = asked;
  const { items, older } = await listCalls(viewer, asked);
  const calls = await inWords(viewer, items);
  const isNarrowed = callsSearch(asked) !== "";
  const hrefOf = (query: Parameters<typeof callsSearch>[0]) => `/admin/calls${callsSearch(query)}`;

  return (
    <>
      <PageHeader title={text.title} description={text.description} />
      <div className="space-y-4">
        <LinkTabs
          label={text.kinds}
          items={callKinds.map((kind) => ({
            href: hrefOf({ show: kind, search }),
            label: text.kind[kind],
            current: kind === show,
          }))}
        />
        <ListSearch label={text.search} className="w-full sm:w-96" />
        {calls.length === 0 ? (
          <EmptyState
            title={isNarrowed ? text.noMatch : text.none}
            description={isNarrowed ? text.noMatchHint : text.noneHint}
            {...(isNarrowed && { action: <LinkButton href="/admin/calls">{text.showAll}</LinkButton> })}
          />
        ) : (
          <CallTable label={text.title} calls={calls} />
        )}
        {(asked.older !== undefined || older !== null) && (
          <nav aria-label={text.pages} className="flex justify-end gap-2">
            {asked.older !== undefined && (
              <LinkButton size="sm" href={hrefOf({ show, search })}>
                <ChevronLeft aria-hidden="true" className="size-3.5" />
                {text.newest}
              </LinkButton>
            )}
            {older !== null && (
              <LinkButton size="sm" rel="next" href={hrefOf({ show, search, older })}>
                {text.older}
                <ChevronRight aria-hidden="true" className="size-3.5" />
              </LinkButton>
            )}
          </nav>
        )}
      </div>
    </>
  );
}
