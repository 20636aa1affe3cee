"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { FormSection } from "@/components/admin/form-section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { policyLimitMessages as text } from "@/lib/messages/en/policies";
import { limitKinds, limitMeasures } from "@/lib/policies/limit-schema";
import type { PolicyDocumentInput } from "@/lib/policies/schema";
import { PeriodInput } from "./period-input";

const kinds = limitKinds.map((value) => ({ value, label: text.kinds[value] }));
const measures = limitMeasures.map((value) => ({ value, label: text.measures[value] }));
const minute = 60;

/** How much one subscription may call. */
export function LimitsSection() {
  const { control } = useFormContext<PolicyDocumentInput>();
  const { fields, append, remove } = useFieldArray({ control, name: "limits", keyName: "key" });
  const add = () => {
    const id = `limit-${crypto.randomUUID().slice(0, 8)}`;
    append({ id, kind: "rate", measure: "calls", limit: 60, periodSeconds: minute });
  };
  return (
    <FormSection
      title={text.title}
      description={text.hint}
      actions={
        <Button size="sm" onClick={add}>
          <Plus aria-hidden="true" className="size-3.5" />
          {text.add}
        </Button>
      }
    >
      {fields.length === 0 && <p className="text-muted text-sm">{text.none}</p>}
      <div className="divide-y">
        {fields.map((field, index) => (
          <LimitFields key={field.key} index={index} onRemove={() => remove(index)} />
        ))}
      </div>
    </FormSection>
  );
}

function LimitFields({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { register, control, formState, setValue } = useFormContext<PolicyDocumentInput>();
  const at = `limits.${index}` as const;
  const kind = useWatch({ control, name: `${at}.kind` });
  const errors = formState.errors.limits?.[index];
  /** What only another kind can have goes with it. */
  const onKind = (chosen: string) => {
    if (chosen !== "quota") setValue(`${at}.measure`, "calls", { shouldDirty: true });
    setValue(`${at}.periodSeconds`, chosen === "concurrency" ? 0 : minute, { shouldDirty: true });
  };
  return (
    <fieldset aria-label={text.one(index + 1)} className="flex min-w-0 items-start gap-3 py-3">
      <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2 lg:grid-cols-[10rem_10rem_9rem_1fr]">
        <Field label={text.kind}>
          <Select
            {...register(`${at}.kind`, { onChange: (event) => onKind(event.target.value) })}
            options={kinds}
          />
        </Field>
        <Field label={text.limit} error={errors?.limit?.message} required>
          <Input {...register(`${at}.limit`)} inputMode="numeric" />
        </Field>
        {kind === "quota" && (
          <Field label={text.measure} error={errors?.measure?.message}>
            <Select {...register(`${at}.measure`)} options={measures} />
          </Field>
        )}
        {kind !== "concurrency" && (
          <PeriodInput
            name={`${at}.periodSeconds`}
            endless={kind === "quota"}
            className={kind === "rate" ? "lg:col-span-2" : ""}
            error={errors?.periodSeconds?.message}
          />
        )}
      </div>
      <IconButton name={text.remove(index + 1)} variant="danger" className="mt-6" onClick={onRemove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </fieldset>
  );
}
