"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useTimeZoneName } from "@/components/ui/time-zone";
import { governMessages as text } from "@/lib/messages/en/govern";

interface DateFieldProps {
  /** `2026-11-30`, or empty for never. */
  value: string;
  onChange: (day: string) => void;
  error?: string | undefined;
}

/** The day at whose end a subscription ends, in the zone in which times are shown. */
export function DateField({ value, onChange, error }: DateFieldProps) {
  const zone = useTimeZoneName();
  return (
    <Field label={text.expiryLabel} hint={text.expiryHint(zone)} error={error}>
      <Input type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
