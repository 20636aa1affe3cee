import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { Edited } from "@/components/admin/edited";
import { PolicyForm } from "@/components/policies/policy-form";
import { getApi } from "@/lib/catalogue/queries";
import { versionOf } from "@/lib/editing/editable";
import { policyEditable } from "@/lib/editing/editables";
import { policyMessages } from "@/lib/messages/en/policies";
import { getPolicy } from "@/lib/policies/queries";
import { adminOf, orNotFound } from "../../../admin-page";

export const metadata: Metadata = { title: policyMessages.title };

export default async function ApiPoliciesPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/policies`);
  const version = await versionOf(policyEditable, { scope: "api", targetId: apiId });
  const api = await orNotFound(getApi(viewer, apiId));
  const { document } = await getPolicy(viewer, { scope: "api", targetId: apiId });
  return (
    <>
      <ApiHeader api={api} current="policies" />
      <p className="mb-5 max-w-prose text-muted text-sm">{policyMessages.form.hints.api}</p>
      <Edited version={version}>
        <PolicyForm key={apiId} scope="api" targetId={apiId} document={document} />
      </Edited>
    </>
  );
}
