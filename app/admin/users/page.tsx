import type { Metadata } from "next";
import { ListSearch } from "@/components/admin/list-search";
import { UserTable } from "@/components/admin/user-table";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { listUsers } from "@/lib/users/govern-queries";
import { userAddress, userShows } from "@/lib/users/govern-schema";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UsersPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/users");
  const address = userAddress.parse(await searchParams);
  const { items, counts, total, page, pageCount } = await listUsers(viewer, address);
  const hrefFor = (changes: Partial<typeof address>) => {
    const { show, search, page: number } = { ...address, ...changes };
    const query = new URLSearchParams({
      ...(show !== "all" && { show }),
      ...(search && { search }),
      ...(number > 1 && { page: String(number) }),
    });
    return query.size > 0 ? `/admin/users?${query}` : "/admin/users";
  };

  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <LinkButton href="/admin/users/new" variant="primary">
            {text.add}
          </LinkButton>
        }
      />
      <div className="space-y-4">
        <LinkTabs
          label={text.show}
          items={userShows.map((show) => ({
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
            title={text.noMatch}
            description={text.noMatchHint}
            action={<LinkButton href="/admin/users">{text.showAll}</LinkButton>}
          />
        ) : (
          <UserTable items={items} ownId={viewer.id} />
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
