import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { PolicyTable } from "@/components/policies/policy-table";
import { policyMessages } from "@/lib/messages/en/policies";
import { listWidePolicies } from "@/lib/policies/queries";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: policyMessages.title };

export default async function PoliciesPage() {
  const viewer = await adminOf("/admin/policies");
  const rows = await listWidePolicies(viewer);
  return (
    <>
      <PageHeader title={policyMessages.title} description={policyMessages.description} />
      <PolicyTable rows={rows} />
      <p className="mt-4 text-muted text-sm">{policyMessages.list.elsewhere}</p>
    </>
  );
}
