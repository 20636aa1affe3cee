"use client";

import { Plus, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { useConsole, useShownRequest } from "./console-context";
import { FormSection } from "./form-section";
import type { HeaderRow } from "./form-state";

const commonNames = ["Accept", "Authorization", "Content-Type", "If-None-Match", "X-Request-Id"];
const namesId = "common-header-names";

/** The headers that go along by themselves, and the rows that were added. */
export function HeaderRows() {
  const { props, form, dispatch } = useConsole();
  const rows = useRef<HTMLDivElement>(null);
  const count = useRef(form.headers.length);

  // A row that was just added is where one goes on typing.
  useEffect(() => {
    if (form.headers.length > count.current) {
      rows.current?.querySelector<HTMLInputElement>("[data-row]:last-child input")?.focus();
    }
    count.current = form.headers.length;
  }, [form.headers.length]);

  return (
    <FormSection
      title={text.headers}
      action={
        <Button size="sm" onClick={() => dispatch({ type: "add-header" })}>
          <Plus aria-hidden="true" className="size-3.5" />
          {text.addHeader}
        </Button>
      }
    >
      <OwnHeaders />
      <div ref={rows} className="mt-2 space-y-2 empty:mt-0">
        {form.headers.map((row, index) => (
          <HeaderFields key={row.id} row={row} index={index} />
        ))}
      </div>
      <datalist id={namesId}>
        {commonNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p className="mt-2 text-muted text-xs">
        {props.api.hasStoredCredential ? text.credentialStored : text.credentialMissing}
      </p>
    </FormSection>
  );
}

/** What is sent without being typed. */
function OwnHeaders() {
  const { form } = useConsole();
  const { headers } = useShownRequest();
  const typed = new Set(form.headers.map(({ name }) => name.trim().toLowerCase()));
  const own = headers.filter(([name]) => !typed.has(name.toLowerCase()));
  if (own.length === 0) return null;
  return (
    <ul className="space-y-0.5 font-mono text-code">
      {own.map(([name, value]) => (
        <li key={name} className="break-words">
          <span className="text-muted">{name}:</span> {value}
        </li>
      ))}
    </ul>
  );
}

function HeaderFields({ row, index }: { row: HeaderRow; index: number }) {
  const { dispatch, shown } = useConsole();
  const nameField = `headers.${index}.name`;
  const valueField = `headers.${index}.value`;
  const nameProblem = shown.get(nameField);
  const valueProblem = shown.get(valueField);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row, not a set of its own
    <div role="group" aria-label={text.headerRow(index + 1)} data-row className="flex items-start gap-2">
      <div data-field={nameField} className="min-w-0 flex-2">
        <Field label={text.headerName} hideLabel {...(nameProblem !== undefined && { error: nameProblem })}>
          <Input
            mono
            autoComplete="off"
            spellCheck={false}
            list={namesId}
            placeholder={text.headerName}
            value={row.name}
            onChange={(event) => dispatch({ type: "header", id: row.id, name: event.target.value })}
            onBlur={() => dispatch({ type: "leave", field: nameField })}
          />
        </Field>
      </div>
      <div data-field={valueField} className="min-w-0 flex-3">
        <Field
          label={text.headerValue}
          hideLabel
          {...(valueProblem !== undefined && { error: valueProblem })}
        >
          <Input
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder={text.headerValue}
            value={row.value}
            onChange={(event) => dispatch({ type: "header", id: row.id, value: event.target.value })}
            onBlur={() => dispatch({ type: "leave", field: valueField })}
          />
        </Field>
      </div>
      <IconButton
        name={text.removeRow(row.name)}
        onClick={() => dispatch({ type: "remove-header", id: row.id })}
      >
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
