import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { ReimportForm } from "@/components/publishing/reimport-form";
import { getApi } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { adminOf, orNotFound } from "../../../admin-page";

export const metadata: Metadata = { title: text.importTitle };

export default async function ImportPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/import`);
  const api = await orNotFound(getApi(viewer, apiId));
  return (
    <>
      <PageHeader
        title={text.importTitle}
        description={text.importHint}
        breadcrumb={[
          { label: adminMessages.apis.title, href: "/admin/apis" },
          { label: api.name, href: `/admin/apis/${api.id}` },
          { label: text.importTitle },
        ]}
      />
      <ReimportForm apiId={api.id} />
    </>
  );
}
