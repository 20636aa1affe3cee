import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { DeliveryTable } from "@/components/webhooks/delivery-table";
import { RefreshSoon } from "@/components/webhooks/refresh-soon";
import { DeleteWebhook, PostButton } from "@/components/webhooks/webhook-actions";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import { versionOf } from "@/lib/editing/editable";
import { webhookEditable } from "@/lib/editing/editables";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import { getWebhook } from "@/lib/webhooks/queries";
import { adminOf, orNotFound } from "../../../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  params: Promise<{ webhookId: string }>;
}

export default async function WebhookPage({ params }: PageProps) {
  const { webhookId } = await params;
  const viewer = await adminOf(`/admin/notifications/webhooks/${webhookId}`);
  const version = await versionOf(webhookEditable, { webhookId });
  const { webhook, deliveries } = await orNotFound(getWebhook(viewer, webhookId));
  const { id, ...input } = webhook;
  const isUnderWay = deliveries.some(({ state, attempts }) => state === "waiting" && attempts === 0);
  return (
    <>
      <PageHeader
        title={webhook.name}
        actions={<PostButton path={`/api/webhooks/${id}/test`} label={text.test} done={text.tested} />}
        breadcrumb={[{ label: text.title, href: "/admin/notifications/webhooks" }, { label: webhook.name }]}
      />
      <Edited version={version}>
        <WebhookForm id={id} webhook={input} />
      </Edited>
      <h2 className="mt-8 font-semibold text-heading">{text.log}</h2>
      <p className="mt-0.5 mb-4 text-muted text-sm">{text.logHint}</p>
      {isUnderWay && <RefreshSoon />}
      {deliveries.length === 0 ? (
        <EmptyState title={text.noLog} description={text.description} />
      ) : (
        <DeliveryTable webhookId={id} items={deliveries} />
      )}
      <DeleteWebhook id={id} name={webhook.name} />
    </>
  );
}
