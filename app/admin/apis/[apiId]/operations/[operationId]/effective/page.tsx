import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationHeader } from "@/components/admin/operation-header";
import { DryRunForm } from "@/components/policies/dry-run-form";
import { EffectiveTable } from "@/components/policies/effective-table";
import { getApi, getOperation } from "@/lib/catalogue/queries";
import { effectiveMessages } from "@/lib/messages/en/policies-effective";
import { listDryRunSubscriptions, listPoliciesAt } from "@/lib/policies/effective-queries";
import { adminOf, orNotFound } from "../../../../../admin-page";

export const metadata: Metadata = { title: effectiveMessages.title };

interface PageProps {
  params: Promise<{ apiId: string; operationId: string }>;
}

export default async function EffectivePolicyPage({ params }: PageProps) {
  const { apiId, operationId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/operations/${operationId}/effective`);
  const api = await orNotFound(getApi(viewer, apiId));
  if (api.draftOf !== "") notFound();
  const operation = await orNotFound(getOperation(viewer, apiId, operationId));
  const [policies, subscriptions] = await Promise.all([
    listPoliciesAt(viewer, apiId, operationId),
    listDryRunSubscriptions(viewer),
  ]);
  return (
    <>
      <OperationHeader api={api} operation={operation} current="effective" />
      <p className="mb-5 max-w-prose text-muted text-sm">{effectiveMessages.hint}</p>
      <div className="mb-8 max-w-4xl">
        <EffectiveTable policies={policies} apiId={apiId} />
      </div>
      <DryRunForm
        method={operation.method}
        target={`/${api.suffix}${exampleOf(operation.urlTemplate, operation.parameters)}`}
        subscriptions={subscriptions}
      />
    </>
  );
}

/** A call's path and query by the template: defaults where there are some, else `x`. */
function exampleOf(template: string, parameters: readonly { name: string; default?: unknown }[]): string {
  const filled = template.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const preset = parameters.find((parameter) => parameter.name === name)?.default;
    return encodeURIComponent(String(preset ?? "x"));
  });
  return filled.replace(/\*$/, "");
}
