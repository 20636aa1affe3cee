import type { Metadata } from "next";
import { Edited } from "@/components/admin/edited";
import { PageHeader } from "@/components/layout/page-header";
import { PolicyForm } from "@/components/policies/policy-form";
import { versionOf } from "@/lib/editing/editable";
import { policyEditable } from "@/lib/editing/editables";
import { policyMessages } from "@/lib/messages/en/policies";
import { getPolicy } from "@/lib/policies/queries";
import { globalTarget } from "@/lib/policies/schema";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: policyMessages.titleOf(policyMessages.globalName) };

export default async function GlobalPolicyPage() {
  const viewer = await adminOf("/admin/policies/global");
  const version = await versionOf(policyEditable, { scope: "global", targetId: globalTarget });
  const { document } = await getPolicy(viewer, { scope: "global", targetId: globalTarget });
  return (
    <>
      <PageHeader
        title={policyMessages.titleOf(policyMessages.globalName)}
        description={policyMessages.form.hints.global}
        breadcrumb={[
          { label: policyMessages.title, href: "/admin/policies" },
          { label: policyMessages.globalName },
        ]}
      />
      <Edited version={version}>
        <PolicyForm scope="global" targetId={globalTarget} document={document} />
      </Edited>
    </>
  );
}
