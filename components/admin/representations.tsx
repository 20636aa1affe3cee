"use client";

import { ChevronRight, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { adminMessages } from "@/lib/messages/en/admin";
import { JsonField } from "./json-field";
import { emptyRepresentation, type OperationFormInput } from "./operation-form-model";

const text = adminMessages.operation;

/** Where in the form a body is described. */
type BodyPath = "request" | `responses.${number}`;

/** A body in each of its content types: a sample and a schema. */
export function Representations({ body }: { body: BodyPath }) {
  const { control } = useFormContext<OperationFormInput>();
  const { fields, append, remove } = useFieldArray({ control, name: `${body}.representations` });
  return (
    <div className="space-y-3">
      {fields.map((field, index) => (
        <RepresentationFields
          key={field.id}
          path={`${body}.representations.${index}`}
          startsOpen={!field.sample && !field.schema}
          onRemove={() => remove(index)}
        />
      ))}
      <Button size="sm" onClick={() => append(emptyRepresentation())}>
        <Plus aria-hidden="true" className="size-3.5" />
        {text.addRepresentation}
      </Button>
    </div>
  );
}

interface RepresentationFieldsProps {
  path: `${BodyPath}.representations.${number}`;
  /** Whether it is there to be filled in, not only to be looked at. */
  startsOpen: boolean;
  onRemove: () => void;
}

/** One content type's sample and schema, folded away until it is asked for. */
function RepresentationFields({ path, startsOpen, onRemove }: RepresentationFieldsProps) {
  const { register, control, getFieldState, formState } = useFormContext<OperationFormInput>();
  const [isOpen, setOpen] = useState(startsOpen);
  const contentType = useWatch({ control, name: `${path}.contentType` }) ?? "";
  const errorOf = (field: "contentType" | "sample" | "schema") =>
    getFieldState(`${path}.${field}`, formState).error?.message;
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="min-w-0 rounded-lg border"
    >
      <summary className="flex min-h-9 items-center gap-2 rounded-lg px-3 text-sm">
        <ChevronRight aria-hidden="true" className={cx("size-4 text-muted", isOpen && "rotate-90")} />
        <code className="min-w-0 truncate font-mono text-code">{contentType || text.contentType}</code>
      </summary>
      <fieldset aria-label={text.representation(contentType)} className="min-w-0 space-y-3 px-3 pt-1 pb-3">
        <div className="flex items-start gap-2">
          <Field label={text.contentType} error={errorOf("contentType")} className="w-full max-w-xs" required>
            <Input {...register(`${path}.contentType`)} mono autoComplete="off" spellCheck={false} />
          </Field>
          <IconButton
            name={text.removeRepresentation(contentType)}
            variant="danger"
            className="mt-6"
            onClick={onRemove}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        </div>
        <div className="grid gap-3 lg:grid-cols-2">
          <JsonField
            label={text.sample}
            path={`${path}.sample`}
            contentType={contentType}
            error={errorOf("sample")}
          />
          <JsonField
            label={text.schema}
            path={`${path}.schema`}
            contentType="application/json"
            error={errorOf("schema")}
          />
        </div>
      </fieldset>
    </details>
  );
}
