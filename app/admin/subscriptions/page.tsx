import type { Metadata } from "next";
import { ListFrame } from "@/components/admin/list-frame";
import { SubscriptionTable } from "@/components/admin/subscription-table";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { listLinks } from "@/lib/lists/schema";
import { governMessages as text } from "@/lib/messages/en/govern";
import { listGoverned } from "@/lib/subscriptions/govern-queries";
import { governedList } from "@/lib/subscriptions/govern-schema";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SubscriptionsPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/subscriptions");
  const links = listLinks(
    "/admin/subscriptions",
    governedList,
    governedList.address.parse(await searchParams),
  );
  const found = await listGoverned(viewer, links.current);
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
      <ListFrame links={links} found={found} text={text}>
        <SubscriptionTable items={found.items} sortBy={links.sortBy} />
      </ListFrame>
    </>
  );
}
