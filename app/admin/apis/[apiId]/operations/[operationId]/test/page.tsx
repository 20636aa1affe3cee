import { STATUS_CODES } from "node:http";
import type { Metadata } from "next";
import { OperationHeader } from "@/components/admin/operation-header";
import { OperationDocs } from "@/components/catalogue/operation-docs";
import { OperationLayout } from "@/components/try-it/operation-layout";
import { getTestOperation } from "@/lib/catalogue/portal-queries";
import { getApi } from "@/lib/catalogue/queries";
import { followTemplate } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";
import { consoleProps } from "../../../../../../console/console-props";
import { adminOf, orNotFound } from "../../../../../admin-page";

const text = adminMessages.operation;

export const metadata: Metadata = { title: text.test };

interface PageProps {
  params: Promise<{ apiId: string; operationId: string }>;
}

/** The console for administrators: it calls what nobody else can call yet, and shows what its documentation will be. */
export default async function TestPage({ params }: PageProps) {
  const { apiId, operationId } = await params;
  const base = `/admin/apis/${apiId}/operations`;
  const viewer = await adminOf(`${base}/${operationId}/test`);
  const api = await orNotFound(getApi(viewer, apiId));
  const operation = await orNotFound(getTestOperation(viewer, apiId, operationId));
  const props = await consoleProps(operation, { hrefOf: ({ id }) => `${base}/${id}/test`, isTester: true });
  return (
    <>
      <OperationHeader api={api} operation={operation} current="test" />
      <p className="max-w-prose text-muted text-sm">{text.testHint}</p>
      <OperationLayout {...props}>
        <OperationDocs
          description={operation.description}
          parameters={followTemplate(operation.urlTemplate, operation.parameters)}
          request={operation.request}
          responses={operation.responses.map((response) => ({
            ...response,
            reason: STATUS_CODES[response.status] ?? "",
          }))}
        />
      </OperationLayout>
    </>
  );
}
