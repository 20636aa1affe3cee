"use client";

import { useDeferredValue, useId, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { mediaType } from "@/lib/try-it/content-kind";
import { formatJson } from "@/lib/try-it/format-json";
import { findJsonFault } from "@/lib/try-it/json-fault";
import { useConsole } from "./console-context";
import { takesBody } from "./form-state";

/** A longer body is checked by the web service alone: finding a fault in it would hold up typing. */
const longestChecked = 1_000_000;

/** The body as text. Tab leaves the field, as everywhere. */
export function BodyEditor() {
  const { props, form, dispatch, shown } = useConsole();
  const typesId = useId();
  const samples = props.operation.request?.representations ?? [];
  const isJson = /[/+]json$/.test(mediaType(form.contentType));
  const checked = useDeferredValue(form.body);
  const fault = useMemo(
    () =>
      isJson && checked.trim() !== "" && checked.length <= longestChecked ? findJsonFault(checked) : null,
    [checked, isJson],
  );
  if (!takesBody(props.operation)) return null;

  const problem = shown.get("body") ?? shown.get("body.text");
  const typeProblem = shown.get("contentType");
  const hint = fault ? text.jsonFault(fault.line, fault.column, fault.message) : undefined;
  return (
    <div className="space-y-3">
      <div data-field="body">
        <Field
          label={text.body}
          {...(problem !== undefined && { error: problem })}
          {...(hint !== undefined && { hint: <span className="text-warning">{hint}</span> })}
          aside={
            isJson && (
              <Button
                size="sm"
                variant="ghost"
                disabled={fault !== null || form.body.trim() === ""}
                onClick={() => dispatch({ type: "body", body: formatJson(form.body).text })}
              >
                {text.formatJson}
              </Button>
            )
          }
        >
          <Textarea
            mono
            rows={8}
            autoComplete="off"
            autoCapitalize="off"
            value={form.body}
            onChange={(event) => dispatch({ type: "body", body: event.target.value })}
            onBlur={() => dispatch({ type: "leave", field: "body" })}
          />
        </Field>
      </div>
      <div data-field="contentType" className="sm:max-w-64">
        <Field label={text.contentType} {...(typeProblem !== undefined && { error: typeProblem })}>
          <Input
            mono
            autoComplete="off"
            spellCheck={false}
            list={samples.length > 0 ? typesId : undefined}
            value={form.contentType}
            onChange={(event) => dispatch({ type: "content-type", contentType: event.target.value, samples })}
            onBlur={() => dispatch({ type: "leave", field: "contentType" })}
          />
        </Field>
        <datalist id={typesId}>
          {samples.map(({ contentType }) => (
            <option key={contentType} value={contentType} />
          ))}
        </datalist>
      </div>
    </div>
  );
}
