import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { allRoutes } from "@/app/api/openapi.json/all-routes";
import { ApiOperationItem } from "@/components/automation/api-operation-item";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { LinkButton } from "@/components/ui/link-button";
import { currentUser } from "@/lib/auth/session";
import { curlOf } from "@/lib/automation/curl";
import { listApiOperations } from "@/lib/automation/operations";
import { env } from "@/lib/env";
import { automationMessages as text } from "@/lib/messages/en/automation";

export const metadata: Metadata = { title: text.title };

/** The JSON API, for those who may have tokens: the same list that the OpenAPI document is made of. */
export default async function AutomationPage() {
  const user = await currentUser();
  if (!user) redirect("/sign-in?callbackUrl=%2Fautomation");
  if (user.role !== "admin") notFound();
  const { publicUrl } = env();
  const operations = listApiOperations(allRoutes);
  const kinds = [...new Set(operations.map(({ tag }) => tag))];
  const first = operations.find(({ id }) => id === "getApis");
  return (
    <Page>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <>
            <a href="/api/openapi.json" className={buttonClass({})}>
              {text.document}
            </a>
            <LinkButton href="/profile">{text.profile}</LinkButton>
          </>
        }
      />
      <div className="space-y-6">
        {first && <CodeBlock label={text.start} showLabel code={curlOf(first, publicUrl)} />}
        {kinds.map((kind) => {
          const ofKind = operations.filter(({ tag }) => tag === kind);
          return (
            <Card key={kind} title={text.kind(kind)} description={text.count(ofKind.length)} flush>
              <ul className="divide-y">
                {ofKind.map((operation) => (
                  <ApiOperationItem
                    key={operation.id}
                    operation={operation}
                    curl={curlOf(operation, publicUrl)}
                  />
                ))}
              </ul>
            </Card>
          );
        })}
      </div>
    </Page>
  );
}
