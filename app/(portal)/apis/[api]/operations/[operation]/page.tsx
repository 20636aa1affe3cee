import { STATUS_CODES } from "node:http";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { OperationDocs } from "@/components/catalogue/operation-docs";
import { OperationHeader } from "@/components/catalogue/operation-header";
import { OperationNeighbours } from "@/components/catalogue/operation-neighbours";
import { operationHref } from "@/components/catalogue/search-entries";
import { Page } from "@/components/layout/page";
import { BatchSamples } from "@/components/try-it/batch-samples";
import { CodeSamples } from "@/components/try-it/code-samples";
import { OperationLayout } from "@/components/try-it/operation-layout";
import { DeprecationNote } from "@/components/versions/deprecation-note";
import { currentUser } from "@/lib/auth/session";
import { findPortalOperation } from "@/lib/catalogue/portal-queries";
import { followTemplate } from "@/lib/catalogue/schema";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { consoleProps } from "../../../../../console/console-props";
import { apiBaseUrl } from "../../../../addresses";

interface OperationPageProps {
  params: Promise<{ api: string; operation: string }>;
}

const findOperation = cache(async (apiSlug: string, operationSlug: string) =>
  findPortalOperation(await currentUser(), apiSlug, operationSlug),
);

export async function generateMetadata({ params }: OperationPageProps): Promise<Metadata> {
  const { api, operation } = await params;
  const found = await findOperation(api, operation);
  return found ? { title: `${found.displayName} · ${found.api.name}` } : {};
}

export default async function OperationPage({ params }: OperationPageProps) {
  const { api: apiSlug, operation: operationSlug } = await params;
  const operation = await findOperation(apiSlug, operationSlug);
  if (!operation) notFound();
  const { api, previous, next } = operation;
  const baseUrl = apiBaseUrl(api.suffix);
  return (
    <Page wide>
      <OperationHeader api={{ ...api, baseUrl }} operation={operation} />
      <DeprecationNote api={api} className="mt-4" />
      <OperationLayout
        {...(await consoleProps(operation, { hrefOf: ({ slug }) => operationHref(apiSlug, slug) }))}
      >
        <OperationDocs
          description={operation.description}
          parameters={followTemplate(operation.urlTemplate, operation.parameters)}
          request={operation.request}
          responses={operation.responses.map((response) => ({
            ...response,
            reason: STATUS_CODES[response.status] ?? "",
          }))}
          codeSamples={
            <div className="space-y-4">
              <BatchSamples title={text.wholeJob} loading={text.wholeJobLoading} />
              <CodeSamples />
            </div>
          }
        />
        <OperationNeighbours apiSlug={apiSlug} previous={previous} next={next} />
      </OperationLayout>
    </Page>
  );
}
