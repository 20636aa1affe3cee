"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { dayOf, endOfDay, startOfDay } from "@/components/admin/day-in-zone";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { useTimeZoneName } from "@/components/ui/time-zone";
import { type AuditFilter, auditSearch } from "@/lib/audit/schema";
import { auditMessages as text } from "@/lib/messages/en/audit";

interface AuditFiltersProps {
  filter: AuditFilter;
  /** The actions there are to choose from. */
  actions: readonly string[];
}

/** Who, what, on what and when. They stand in the address, so that a view of the log can be kept and shared. */
export function AuditFilters({ filter, actions }: AuditFiltersProps) {
  const router = useRouter();
  const zone = useTimeZoneName();
  const [values, setValues] = useState(filter);
  /** What was typed; until then the days are those of the filter, in the zone that is known only in the browser. */
  const [typed, setTyped] = useState<{ from?: string; until?: string }>({});
  const days = {
    from: typed.from ?? dayOf(momentMs(filter.from), zone),
    until: typed.until ?? dayOf(momentMs(filter.until, -1), zone),
  };
  const set = (changes: Partial<AuditFilter>) => setValues({ ...values, ...changes });
  const isFiltered = auditSearch({ ...filter, search: "" }) !== "";

  return (
    <form
      aria-label={text.filters}
      className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-5"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = {
          ...values,
          search: filter.search,
          from: startOfDay(days.from, zone) ?? "",
          until: firstMomentAfter(days.until, zone),
        };
        router.push(`/admin/audit?${auditSearch(wanted)}`, { scroll: false });
      }}
    >
      <Field label={text.actor} hint={text.actorHint}>
        <Input value={values.actor} onChange={(event) => set({ actor: event.target.value })} />
      </Field>
      <Field label={text.action}>
        <Select
          value={values.action}
          onChange={(event) => set({ action: event.target.value })}
          options={optionsOf(actions, values.action)}
        />
      </Field>
      <Field label={text.target} hint={text.targetHint}>
        <Input value={values.target} onChange={(event) => set({ target: event.target.value })} />
      </Field>
      <Field label={text.from} hint={text.zone(zone)}>
        <Input
          type="date"
          value={days.from}
          onChange={(event) => setTyped({ ...typed, from: event.target.value })}
        />
      </Field>
      <Field label={text.until}>
        <Input
          type="date"
          value={days.until}
          onChange={(event) => setTyped({ ...typed, until: event.target.value })}
        />
      </Field>
      <div className="flex flex-wrap gap-2 sm:col-span-2 lg:col-span-5">
        <Button type="submit">{text.apply}</Button>
        {isFiltered && (
          <LinkButton variant="ghost" href={`/admin/audit?${auditSearch({ search: filter.search })}`}>
            {text.clear}
          </LinkButton>
        )}
      </div>
    </form>
  );
}

/** Null for none. The last moment of what is before `until` is on the last day itself. */
function momentMs(moment: string, laterMs = 0): number | null {
  return moment === "" ? null : Date.parse(moment) + laterMs;
}

function firstMomentAfter(day: string, zone: string): string {
  const end = endOfDay(day, zone);
  return end === null ? "" : new Date(Date.parse(end) + 1).toISOString();
}

/** Everything, each kind as a whole, each action; and what the address asks for, even if the log has none of it. */
function optionsOf(actions: readonly string[], chosen: string) {
  const kinds = [...new Set(actions.map((action) => action.split(".")[0] ?? action))];
  const known = [
    { value: "", label: text.anyAction },
    ...kinds.map((kind) => ({ value: kind, label: text.allOf(kind) })),
    ...actions.map((action) => ({ value: action, label: action })),
  ];
  return known.some(({ value }) => value === chosen) ? known : [...known, { value: chosen, label: chosen }];
}
