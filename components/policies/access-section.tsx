"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { FormSection } from "@/components/admin/form-section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { policyMessages } from "@/lib/messages/en/policies";
import type { PolicyDocumentInput } from "@/lib/policies/schema";
import { ListField } from "./list-field";

const text = policyMessages.form;

/** From where calls may come, and what they must carry. */
export function AccessSection() {
  const { control } = useFormContext<PolicyDocumentInput>();
  const { fields, append, remove } = useFieldArray({ control, name: "access.requiredHeaders" });
  return (
    <FormSection title={text.access} description={text.accessHint}>
      <div className="grid gap-4 sm:grid-cols-2">
        <ListField
          name="access.allowedAddresses"
          label={text.allowedAddresses}
          hint={text.allowedAddressesHint}
        />
        <ListField
          name="access.deniedAddresses"
          label={text.deniedAddresses}
          hint={text.deniedAddressesHint}
        />
      </div>
      <div>
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0">
            <h3 className="font-medium text-sm">{text.requiredHeaders}</h3>
            <p className="text-muted text-sm">{text.requiredHeadersHint}</p>
          </div>
          <Button size="sm" onClick={() => append({ name: "", values: [] })}>
            <Plus aria-hidden="true" className="size-3.5" />
            {text.addRequiredHeader}
          </Button>
        </div>
        <div className="divide-y">
          {fields.map((field, index) => (
            <RequiredHeader key={field.id} index={index} onRemove={() => remove(index)} />
          ))}
        </div>
      </div>
    </FormSection>
  );
}

function RequiredHeader({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { register, control, formState } = useFormContext<PolicyDocumentInput>();
  const at = `access.requiredHeaders.${index}` as const;
  const typed = useWatch({ control, name: `${at}.name` }) ?? "";
  return (
    <div className="flex items-start gap-3 py-3">
      <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2">
        <Field
          label={text.name}
          error={formState.errors.access?.requiredHeaders?.[index]?.name?.message}
          required
        >
          <Input {...register(`${at}.name`)} mono autoComplete="off" spellCheck={false} />
        </Field>
        <ListField name={`${at}.values`} label={text.values} placeholder={text.valuesHint} />
      </div>
      <IconButton
        name={text.removeRequiredHeader(typed)}
        variant="danger"
        className="mt-6"
        onClick={onRemove}
      >
        <Trash2 aria-hidden="true" />
      </IconButton>
    </div>
  );
}
