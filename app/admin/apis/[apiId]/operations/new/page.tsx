import type { Metadata } from "next";
import { OperationForm } from "@/components/admin/operation-form";
import { emptyOperation } from "@/components/admin/operation-form-model";
import { PageHeader } from "@/components/layout/page-header";
import { getApi, getOperation } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf, orNotFound } from "../../../../admin-page";
import { installation } from "../../../installation";

const text = adminMessages.operation;
export const metadata: Metadata = { title: text.newTitle };

interface PageProps {
  params: Promise<{ apiId: string }>;
  /** `from`: the id of an operation to begin with a copy of. */
  searchParams: Promise<{ from?: string | string[] }>;
}

export default async function NewOperationPage({ params, searchParams }: PageProps) {
  const { apiId } = await params;
  const { from } = await searchParams;
  const viewer = await adminOf(`/admin/apis/${apiId}/operations/new`);
  const api = await orNotFound(getApi(viewer, apiId));
  const copied = typeof from === "string" ? await orNotFound(getOperation(viewer, apiId, from)) : null;
  const operation = copied ? { ...copied, displayName: text.copyName(copied.displayName) } : emptyOperation;
  return (
    <>
      <PageHeader
        title={text.newTitle}
        description={copied ? text.copied(copied.displayName) : undefined}
        breadcrumb={[
          { label: adminMessages.apis.title, href: "/admin/apis" },
          { label: api.name, href: `/admin/apis/${api.id}/operations` },
          { label: text.newTitle },
        ]}
      />
      <OperationForm
        apiId={apiId}
        operationId={null}
        operation={operation}
        apiAddress={`${installation().gatewayBase}/${api.suffix}`}
      />
    </>
  );
}
