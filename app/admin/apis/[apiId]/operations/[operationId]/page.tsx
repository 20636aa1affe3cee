import type { Metadata } from "next";
import { OperationForm } from "@/components/admin/operation-form";
import { PageHeader } from "@/components/layout/page-header";
import { MethodBadge } from "@/components/ui/method-badge";
import { getApi, getOperation } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf, orNotFound } from "../../../../admin-page";
import { installation } from "../../../installation";
import { operationBreadcrumb } from "../breadcrumb";

export const metadata: Metadata = { title: adminMessages.operation.general };

interface PageProps {
  params: Promise<{ apiId: string; operationId: string }>;
}

export default async function OperationPage({ params }: PageProps) {
  const { apiId, operationId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/operations/${operationId}`);
  const api = await orNotFound(getApi(viewer, apiId));
  const operation = await orNotFound(getOperation(viewer, apiId, operationId));
  return (
    <>
      <PageHeader
        title={operation.displayName}
        meta={<MethodBadge method={operation.method} />}
        breadcrumb={operationBreadcrumb(api, operation.displayName)}
      />
      <OperationForm
        apiId={apiId}
        operationId={operationId}
        operation={operation}
        apiAddress={`${installation().gatewayBase}/${api.suffix}`}
      />
    </>
  );
}
