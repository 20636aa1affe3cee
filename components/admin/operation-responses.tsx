"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { adminMessages, reasonPhrases } from "@/lib/messages/en/admin";
import { FormSection } from "./form-section";
import type { OperationFormInput } from "./operation-form-model";
import { Representations } from "./representations";

const text = adminMessages.operation;

/** What an operation answers, by status. */
export function OperationResponses() {
  const { control } = useFormContext<OperationFormInput>();
  const { fields, append, remove } = useFieldArray({ control, name: "responses" });
  return (
    <FormSection
      title={text.responses}
      description={text.responsesDescription}
      actions={
        <Button size="sm" onClick={() => append({ status: "", description: "", representations: [] })}>
          <Plus aria-hidden="true" className="size-3.5" />
          {text.addResponse}
        </Button>
      }
    >
      {fields.length === 0 && <p className="text-muted text-sm">{text.noResponses}</p>}
      <div className="divide-y">
        {fields.map((field, index) => (
          <ResponseFields key={field.id} index={index} onRemove={() => remove(index)} />
        ))}
      </div>
    </FormSection>
  );
}

function ResponseFields({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { register, control, formState, getValues, setValue } = useFormContext<OperationFormInput>();
  const errors = formState.errors.responses?.[index];
  const at = `responses.${index}` as const;
  const status = String(useWatch({ control, name: `${at}.status` }) ?? "");

  /** A known status brings its reason phrase along, where nothing has been written yet. */
  function offerReason(typed: string) {
    const phrase = reasonPhrases[typed.trim()];
    if (phrase !== undefined && !getValues(`${at}.description`)) {
      setValue(`${at}.description`, phrase, { shouldDirty: true });
    }
  }

  return (
    <fieldset aria-label={text.response(status)} className="min-w-0 space-y-3 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <Field label={text.status} error={errors?.status?.message} className="w-32 shrink-0" required>
          <Input
            {...register(`${at}.status`, { onChange: (event) => offerReason(event.target.value) })}
            inputMode="numeric"
            autoComplete="off"
          />
        </Field>
        <Field
          label={text.responseDescription}
          error={errors?.description?.message}
          className="order-last basis-full sm:order-none sm:flex-1 sm:basis-0"
        >
          <Input {...register(`${at}.description`)} />
        </Field>
        <IconButton name={text.removeResponse(status)} variant="danger" className="mt-6" onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      <Representations body={at} />
    </fieldset>
  );
}
