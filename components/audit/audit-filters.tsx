"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { type AuditFilter, auditSearch } from "@/lib/audit/schema";
import { auditMessages as text } from "@/lib/messages/en/audit";
import { dayOf, firstMomentOf } from "./days";

interface AuditFiltersProps {
  filter: AuditFilter;
  /** The actions there are to choose from. */
  actions: readonly string[];
}

/** Who, what, on what and when. They stand in the address, so that a view of the log can be kept and shared. */
export function AuditFilters({ filter, actions }: AuditFiltersProps) {
  const router = useRouter();
  const [values, setValues] = useState(filter);
  const [days, setDays] = useState({ from: dayOf(filter.from), until: dayOf(filter.until, -1) });
  const set = (changes: Partial<AuditFilter>) => setValues({ ...values, ...changes });
  const isFiltered = auditSearch({ ...filter, search: "" }) !== "";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  return (
    <form
      aria-label={text.filters}
      className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-5"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = {
          ...values,
          search: filter.search,
          from: firstMomentOf(days.from),
          until: firstMomentOf(days.until, 1),
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
      <Field label={text.from} hint={<span suppressHydrationWarning>{text.zone(zone)}</span>}>
        <Input
          type="date"
          value={days.from}
          onChange={(event) => setDays({ ...days, from: event.target.value })}
        />
      </Field>
      <Field label={text.until}>
        <Input
          type="date"
          value={days.until}
          onChange={(event) => setDays({ ...days, until: event.target.value })}
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
