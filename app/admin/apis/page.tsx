import type { Metadata } from "next";
import { ApiTable } from "@/components/admin/api-table";
import { ListSearch } from "@/components/admin/list-search";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { apiListAddress } from "@/lib/catalogue/list-schema";
import { listApis } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf } from "../admin-page";

const text = adminMessages.apis;
export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ApisPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/apis");
  const address = apiListAddress.parse(await searchParams);
  const { items, total, page, pageCount } = await listApis(viewer, address);
  const hrefFor = (changes: Partial<typeof address>) => {
    const { search, sort, order, page: number } = { ...address, ...changes };
    const query = new URLSearchParams({
      ...(search && { search }),
      ...(sort !== "name" && { sort }),
      ...(order !== "asc" && { order }),
      ...(number > 1 && { page: String(number) }),
    });
    return query.size > 0 ? `/admin/apis?${query}` : "/admin/apis";
  };

  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <LinkButton href="/admin/apis/new" variant="primary">
            {text.add}
          </LinkButton>
        }
      />
      {total === 0 && !address.search ? (
        <EmptyState title={text.none} description={text.noneHint} />
      ) : (
        <div className="space-y-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <ListSearch label={text.search} className="w-full sm:w-80" />
            <p role="status" className="text-muted text-sm">
              {text.count(total)}
            </p>
          </div>
          {total === 0 ? (
            <EmptyState
              title={text.noMatch}
              description={text.noMatchHint}
              action={<LinkButton href="/admin/apis">{text.clearSearch}</LinkButton>}
            />
          ) : (
            <ApiTable items={items} sort={address.sort} order={address.order} hrefFor={hrefFor} />
          )}
          <Pagination
            page={page}
            pageCount={pageCount}
            hrefFor={(number) => hrefFor({ page: number })}
            label={text.pages}
          />
        </div>
      )}
    </>
  );
}
