"use client";

import { Trash2 } from "lucide-react";
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { VariableChip } from "@/components/ui/path-template";
import { Select } from "@/components/ui/select";
import { parameterTypes } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";
import { ListInput } from "./list-input";
import type { OperationFormInput } from "./operation-form-model";

const text = adminMessages.operation;
const typeOptions = parameterTypes.map((value) => ({ value, label: text.types[value] }));
const freePlaces = (["header", "query"] as const).map((value) => ({ value, label: text.places[value] }));

interface ParameterFieldsProps {
  index: number;
  /** Whether the URL template names it: its name and place are the template's. */
  isNamed: boolean;
  place: "path" | "query" | "header";
  name: string;
  onRemove: () => void;
}

/** Everything about one parameter. */
export function ParameterFields({ index, isNamed, place, name, onRemove }: ParameterFieldsProps) {
  const { register, control, formState } = useFormContext<OperationFormInput>();
  const errors = formState.errors.parameters?.[index];
  const at = `parameters.${index}` as const;
  const [typedName = "", preset] = useWatch({ control, name: [`${at}.name`, `${at}.default`] });
  const mustBeGiven = isNamed && (place === "path" || !preset);

  return (
    <fieldset
      aria-label={isNamed ? name : typedName || text.parameterName}
      className="min-w-0 py-4 first:pt-0 last:pb-0"
    >
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        {isNamed ? (
          <p className="flex min-h-6 min-w-0 flex-1 flex-wrap items-center gap-2 text-code">
            <VariableChip name={name} />
            <Badge>{text.places[place]}</Badge>
          </p>
        ) : (
          <>
            <Field
              label={text.parameterName}
              error={errors?.name?.message}
              required
              className="min-w-40 flex-1"
            >
              <Input {...register(`${at}.name`)} mono autoComplete="off" spellCheck={false} />
            </Field>
            <Field label={text.place} error={errors?.in?.message} className="w-28">
              <Select {...register(`${at}.in`)} options={freePlaces} />
            </Field>
          </>
        )}
        <Controller
          control={control}
          name={`${at}.required`}
          render={({ field: { value, ...field } }) => (
            <Checkbox
              {...field}
              className={isNamed ? undefined : "mt-7.5"}
              label={text.required}
              checked={mustBeGiven || (value ?? true)}
              disabled={mustBeGiven}
            />
          )}
        />
        {!isNamed && (
          <IconButton
            name={text.removeParameter(typedName)}
            variant="danger"
            className="mt-6"
            onClick={onRemove}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[8rem_1fr_1fr_2fr]">
        <Field label={text.type} error={errors?.type?.message}>
          <Select {...register(`${at}.type`)} options={typeOptions} />
        </Field>
        <Field label={text.preset} error={errors?.default?.message}>
          <Input {...register(`${at}.default`)} mono autoComplete="off" spellCheck={false} />
        </Field>
        <Controller
          control={control}
          name={`${at}.enum`}
          render={({ field: { value, ...field } }) => (
            <Field label={text.allowed} error={errors?.enum?.message}>
              <ListInput
                {...field}
                value={value ?? []}
                placeholder={text.allowedHint}
                mono
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
          )}
        />
        <Field label={text.description} error={errors?.description?.message}>
          <Input {...register(`${at}.description`)} />
        </Field>
      </div>
    </fieldset>
  );
}
