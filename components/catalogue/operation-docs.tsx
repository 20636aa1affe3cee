import type { ReactNode } from "react";
import { Markdown } from "@/components/ui/markdown";
import { StatusBadge } from "@/components/ui/status-badge";
import type { OperationRequest, OperationResponse, Parameter } from "@/lib/catalogue/schema";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { ParameterDocs } from "./parameter-docs";
import { SampleOrSchema } from "./sample-or-schema";

export interface DocumentedResponse extends OperationResponse {
  /** The status's reason phrase, or empty. */
  reason: string;
}

interface OperationDocsProps {
  description: string;
  parameters: readonly Parameter[];
  request: OperationRequest | null;
  responses: readonly DocumentedResponse[];
  /** The code samples, where there are any: they follow the console. */
  codeSamples?: ReactNode;
}

/** What an operation takes and answers. Drawn on the server. */
export function OperationDocs({
  description,
  parameters,
  request,
  responses,
  codeSamples,
}: OperationDocsProps) {
  return (
    <div className="space-y-8">
      {description !== "" && <Markdown>{description}</Markdown>}
      <DocsSection id="parameters" title={text.parameters}>
        <ParameterDocs parameters={parameters} />
      </DocsSection>
      <DocsSection id="request" title={text.request}>
        <RequestDocs request={request} />
      </DocsSection>
      <DocsSection id="responses" title={text.responses}>
        {responses.length === 0 ? (
          <p className="text-muted">{text.noResponses}</p>
        ) : (
          <div className="divide-y border-y">
            {responses.map((response, index) => (
              <ResponseDocs key={response.status} response={response} open={index === 0} />
            ))}
          </div>
        )}
      </DocsSection>
      {codeSamples !== undefined && (
        <DocsSection id="code-samples" title={text.codeSamples}>
          {codeSamples}
        </DocsSection>
      )}
    </div>
  );
}

function DocsSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 font-semibold text-heading">
        {title}
      </h2>
      {children}
    </section>
  );
}

function RequestDocs({ request }: { request: OperationRequest | null }) {
  if (!request) return <p className="text-muted">{text.noRequest}</p>;
  return (
    <div className="space-y-4">
      <p className="text-muted text-sm">{request.required ? text.requestRequired : text.requestOptional}</p>
      {request.description && <Markdown className="text-sm">{request.description}</Markdown>}
      {request.representations.length === 0 && <p className="text-muted">{text.anyBody}</p>}
      {request.representations.map((body) => (
        <SampleOrSchema key={body.contentType} label={text.requestBody(body.contentType)} {...body} />
      ))}
    </div>
  );
}

function ResponseDocs({ response, open }: { response: DocumentedResponse; open: boolean }) {
  const { status, reason, description, representations } = response;
  return (
    <details open={open} className="group/response">
      <summary className="flex min-h-11 list-none items-center gap-3 py-2 -outline-offset-2 [&::-webkit-details-marker]:hidden">
        <StatusBadge status={status} word={reason} />
        <span className="min-w-0 flex-1 text-sm">{description === reason ? "" : description}</span>
        <span
          aria-hidden="true"
          className="text-muted text-xs before:content-['▸'] group-open/response:before:content-['▾']"
        />
      </summary>
      <div className="space-y-4 pb-4">
        {representations.length === 0 && <p className="text-muted text-sm">{text.noBody}</p>}
        {representations.map((body) => (
          <SampleOrSchema
            key={body.contentType}
            label={text.responseBody(status, body.contentType)}
            {...body}
          />
        ))}
      </div>
    </details>
  );
}
