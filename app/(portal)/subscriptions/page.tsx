import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { SubscriptionList } from "@/components/subscriptions/subscription-list";
import { LinkButton } from "@/components/ui/link-button";
import { currentUser } from "@/lib/auth/session";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { listSubscriptions } from "@/lib/subscriptions/queries";
import { subscriptionAddress } from "@/lib/subscriptions/schema";
import { signInHref } from "../addresses";

export const metadata: Metadata = { title: text.title };

interface SubscriptionsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SubscriptionsPage({ searchParams }: SubscriptionsPageProps) {
  const user = await currentUser();
  if (!user) redirect(signInHref("/subscriptions"));
  const query = subscriptionAddress.parse(await searchParams);
  const firstPage = await listSubscriptions(user.id, query);
  return (
    <Page>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={<LinkButton href="/products">{text.browseProducts}</LinkButton>}
      />
      <SubscriptionList viewerId={user.id} query={query} initial={firstPage} />
    </Page>
  );
}
