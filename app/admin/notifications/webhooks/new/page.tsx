import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import { adminOf } from "../../../admin-page";

export const metadata: Metadata = { title: text.add };

export default async function AddWebhookPage() {
  await adminOf("/admin/notifications/webhooks/new");
  return (
    <>
      <PageHeader
        title={text.add}
        breadcrumb={[{ label: text.title, href: "/admin/notifications/webhooks" }, { label: text.add }]}
      />
      <WebhookForm />
    </>
  );
}
