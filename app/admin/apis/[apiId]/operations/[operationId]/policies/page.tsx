import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { OperationHeader } from "@/components/admin/operation-header";
import { PolicyForm } from "@/components/policies/policy-form";
import { getApi, getOperation } from "@/lib/catalogue/queries";
import { versionOf } from "@/lib/editing/editable";
import { policyEditable } from "@/lib/editing/editables";
import { policyMessages } from "@/lib/messages/en/policies";
import { getPolicy } from "@/lib/policies/queries";
import { adminOf, orNotFound } from "../../../../../admin-page";

export const metadata: Metadata = { title: policyMessages.title };

interface PageProps {
  params: Promise<{ apiId: string; operationId: string }>;
}

export default async function OperationPoliciesPage({ params }: PageProps) {
  const { apiId, operationId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/operations/${operationId}/policies`);
  const version = await versionOf(policyEditable, { scope: "operation", targetId: operationId });
  const api = await orNotFound(getApi(viewer, apiId));
  const operation = await orNotFound(getOperation(viewer, apiId, operationId));
  const { document } = await getPolicy(viewer, { scope: "operation", targetId: operationId });
  return (
    <>
      <OperationHeader api={api} operation={operation} current="policies" />
      <p className="mb-5 max-w-prose text-muted text-sm">{policyMessages.form.hints.operation}</p>
      <Edited version={version}>
        <PolicyForm key={operationId} scope="operation" targetId={operationId} document={document} />
      </Edited>
    </>
  );
}
