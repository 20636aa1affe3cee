import { describeSchema } from "@/components/catalogue/describe-schema";
import { SchemaView } from "@/components/catalogue/schema-view";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { MethodBadge } from "@/components/ui/method-badge";
import type { ApiOperation } from "@/lib/automation/schema";
import { automationMessages as text } from "@/lib/messages/en/automation";

interface ApiOperationItemProps {
  operation: ApiOperation;
  /** How it is called from a shell. */
  curl: string;
}

/** One operation of the JSON API: a line that opens to its parameters, body, answer and example. */
export function ApiOperationItem({ operation, curl }: ApiOperationItemProps) {
  const { id, method, path, summary, token, parameters, body, answer } = operation;
  return (
    <li id={id}>
      <details>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-subtle">
          <MethodBadge method={method} width="fixed" />
          <code className="break-all text-code">{path}</code>
          <span className="text-muted sm:ml-auto">{summary}</span>
        </summary>
        <div className="space-y-4 border-t bg-background px-4 py-4">
          <p className="flex flex-wrap gap-2">
            <Badge>{text.access[operation.access]}</Badge>
            <Badge>{token === null ? text.sessionOnly : text.token[token]}</Badge>
          </p>
          {parameters.length > 0 && (
            <section>
              <h3 className="mb-1 font-semibold text-subheading">{text.parameters}</h3>
              {parameters.map(({ name, in: place, required, schema }) => (
                <div key={`${place} ${name}`} className="text-sm">
                  <SchemaView line={{ ...describeSchema(schema, name), literal: true, required }} />
                </div>
              ))}
            </section>
          )}
          {body && <Part title={text.body} schema={body} />}
          {answer.schema && <Part title={text.answer(answer.status)} schema={answer.schema} />}
          {token !== null && <CodeBlock label={text.example} showLabel code={curl} />}
        </div>
      </details>
    </li>
  );
}

function Part({ title, schema }: { title: string; schema: Record<string, unknown> }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-subheading">{title}</h3>
      <SchemaView line={describeSchema(schema, title)} />
    </section>
  );
}
