"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { governMessages as text } from "@/lib/messages/en/govern";

interface DateFieldProps {
  /** `2026-11-30`, or empty for never. */
  value: string;
  onChange: (day: string) => void;
  error?: string | undefined;
}

/** The day at whose end a subscription ends, in the reader's own time zone. */
export function DateField({ value, onChange, error }: DateFieldProps) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Field label={text.expiryLabel} hint={text.expiryHint(zone)} error={error}>
      <Input type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

/** The last moment of a day, in the reader's time zone, as it is sent; null for no day. */
export function endOfDay(day: string): string | null {
  return day === "" ? null : new Date(`${day}T23:59:59.999`).toISOString();
}

/** The day of a moment, in the reader's time zone, as a date field shows it. */
export function dayOf(ms: number | null): string {
  if (ms === null) return "";
  const moment = new Date(ms);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
