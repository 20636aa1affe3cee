"use client";

import { Controller, type FieldPath, useFormContext } from "react-hook-form";
import { listError } from "@/components/admin/list-error";
import { ListInput } from "@/components/admin/list-input";
import { Field } from "@/components/ui/field";
import type { PolicyDocumentInput } from "@/lib/policies/schema";

interface ListFieldProps {
  label: string;
  hint?: string;
  name: FieldPath<PolicyDocumentInput>;
  placeholder?: string;
}

/** Several short texts of a policy, separated by commas. */
export function ListField({ label, hint, name, placeholder }: ListFieldProps) {
  const { control } = useFormContext<PolicyDocumentInput>();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, ...field }, fieldState }) => (
        <Field label={label} hint={hint} error={listError(fieldState.error)}>
          <ListInput
            {...field}
            value={Array.isArray(value) ? value.map(String) : []}
            placeholder={placeholder}
            mono
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )}
    />
  );
}
