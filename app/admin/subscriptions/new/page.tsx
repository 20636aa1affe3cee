import type { Metadata } from "next";
import { GrantForm } from "@/components/admin/grant-form";
import { PageHeader } from "@/components/layout/page-header";
import { governMessages as text } from "@/lib/messages/en/govern";
import { listGrantable } from "@/lib/subscriptions/govern-queries";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.newTitle };

export default async function GiveSubscriptionPage() {
  const viewer = await adminOf("/admin/subscriptions/new");
  return (
    <>
      <PageHeader
        title={text.newTitle}
        description={text.newDescription}
        breadcrumb={[{ label: text.title, href: "/admin/subscriptions" }, { label: text.newTitle }]}
      />
      <GrantForm products={await listGrantable(viewer)} />
    </>
  );
}
