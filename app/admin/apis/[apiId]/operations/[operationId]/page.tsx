import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { OperationForm } from "@/components/admin/operation-form";
import { OperationHeader } from "@/components/admin/operation-header";
import { getApi, getOperation } from "@/lib/catalogue/queries";
import { versionOf } from "@/lib/editing/editable";
import { operationEditable } from "@/lib/editing/editables";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf, orNotFound } from "../../../../admin-page";
import { installation } from "../../../installation";

export const metadata: Metadata = { title: adminMessages.operation.general };

interface PageProps {
  params: Promise<{ apiId: string; operationId: string }>;
}

export default async function OperationPage({ params }: PageProps) {
  const { apiId, operationId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/operations/${operationId}`);
  const version = await versionOf(operationEditable, { apiId, operationId });
  const api = await orNotFound(getApi(viewer, apiId));
  const operation = await orNotFound(getOperation(viewer, apiId, operationId));
  return (
    <>
      <OperationHeader api={api} operation={operation} current="operation" />
      <Edited version={version}>
        <OperationForm
          apiId={apiId}
          operationId={operationId}
          operation={operation}
          apiAddress={`${installation().gatewayBase}/${api.suffix}`}
        />
      </Edited>
    </>
  );
}
