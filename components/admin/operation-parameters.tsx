"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { adminMessages } from "@/lib/messages/en/admin";
import { FormSection } from "./form-section";
import { emptyParameter } from "./operation-form-model";
import { ParameterFields } from "./parameter-fields";
import type { useTemplateParameters } from "./use-template-parameters";

const text = adminMessages.operation;

type OperationParametersProps = Pick<
  ReturnType<typeof useTemplateParameters>,
  "fields" | "named" | "append" | "remove"
>;

/** The template's own parameters, then headers and further query parameters. */
export function OperationParameters({ fields, named, append, remove }: OperationParametersProps) {
  return (
    <FormSection
      title={text.parameters}
      description={text.parametersDescription}
      actions={
        <Button size="sm" onClick={() => append(emptyParameter())}>
          <Plus aria-hidden="true" className="size-3.5" />
          {text.addParameter}
        </Button>
      }
    >
      {fields.length === 0 && <p className="text-muted text-sm">{text.noParameters}</p>}
      <div className="divide-y">
        {fields.map((field, index) => (
          <ParameterFields
            key={field.id}
            index={index}
            isNamed={index < named}
            place={field.in}
            name={field.name}
            onRemove={() => remove(index)}
          />
        ))}
      </div>
    </FormSection>
  );
}
