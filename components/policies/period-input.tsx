"use client";

import { useState } from "react";
import { useController, useFormContext } from "react-hook-form";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { policyLimitMessages as text } from "@/lib/messages/en/policies";
import type { PolicyDocumentInput } from "@/lib/policies/schema";
import { inUnits, unitSeconds } from "./period-units";

const units = unitSeconds.map((seconds) => ({ value: String(seconds), label: text.units[seconds] }));

interface PeriodInputProps {
  name: `limits.${number}.periodSeconds`;
  /** Whether there may be no end. */
  endless: boolean;
  error: string | undefined;
  className: string;
}

/** A length of time as a number and a unit; the form holds seconds. */
export function PeriodInput({ name, endless, error, className }: PeriodInputProps) {
  const { control } = useFormContext<PolicyDocumentInput>();
  const { field } = useController({ control, name });
  const seconds = Number(field.value);
  const [chosenUnit, setChosenUnit] = useState<number | null>(null);
  const { count, unit } = inUnits(seconds, chosenUnit);
  const options = endless ? [...units, { value: "0", label: text.forEver }] : units;
  return (
    <div className={cx("flex min-w-0 items-start gap-2", className)}>
      {unit !== 0 && (
        <Field label={text.period} error={error} className="w-24">
          <Input
            name={field.name}
            ref={field.ref}
            inputMode="numeric"
            value={Number.isFinite(count) ? count : ""}
            onBlur={field.onBlur}
            onChange={(event) => {
              setChosenUnit(unit);
              field.onChange(Number(event.target.value.replace(/\D/g, "")) * unit);
            }}
          />
        </Field>
      )}
      <Field label={text.unit} className="min-w-32 flex-1">
        <Select
          options={options}
          value={String(unit)}
          onChange={(event) => {
            const chosen = Number(event.target.value);
            setChosenUnit(chosen);
            field.onChange(chosen * (unit === 0 ? 1 : count));
          }}
        />
      </Field>
    </div>
  );
}
