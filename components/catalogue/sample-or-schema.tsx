import { useId } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { describeSchema } from "./describe-schema";
import { SchemaView } from "./schema-view";

interface SampleOrSchemaProps {
  /** What it is a body of: the names of its parts begin with this. */
  label: string;
  contentType: string;
  sample?: string | undefined;
  schema?: Record<string, unknown> | undefined;
}

const choiceClass =
  "inline-flex min-h-7 items-center rounded-md px-2.5 font-medium text-muted text-xs hover:text-text has-checked:bg-surface has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus";

/** A body: its sample, or its schema. Choosing is two radio buttons and style sheets, and costs no script. */
export function SampleOrSchema({ label, contentType, sample, schema }: SampleOrSchemaProps) {
  const name = useId();
  const hasSample = sample !== undefined && sample !== "";
  const sampleView = hasSample ? (
    <CodeBlock code={sample} label={`${label}, ${text.sample.toLowerCase()}`} className="max-h-96" />
  ) : null;
  const schemaView = schema ? (
    <div className="rounded-lg border bg-surface px-4 py-3">
      <SchemaView line={describeSchema(schema, text.schemaRoot)} />
    </div>
  ) : null;
  return (
    <div className="group/body">
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <code className="font-mono text-code text-muted">{contentType}</code>
        {sampleView && schemaView && (
          <fieldset className="flex rounded-lg bg-subtle p-0.5">
            <legend className="sr-only">{text.viewOf(label)}</legend>
            <label className={choiceClass}>
              <input type="radio" name={name} defaultChecked className="sr-only" />
              {text.sample}
            </label>
            <label className={choiceClass}>
              <input type="radio" name={name} data-schema="" className="sr-only" />
              {text.schema}
            </label>
          </fieldset>
        )}
      </div>
      {sampleView && schemaView ? (
        <>
          <div className="group-has-[[data-schema]:checked]/body:hidden">{sampleView}</div>
          <div className="hidden group-has-[[data-schema]:checked]/body:block">{schemaView}</div>
        </>
      ) : (
        (sampleView ?? schemaView)
      )}
    </div>
  );
}
