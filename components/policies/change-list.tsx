"use client";

import { Plus, Trash2 } from "lucide-react";
import { get, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { listError } from "@/components/admin/list-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { policyMessages } from "@/lib/messages/en/policies";
import { changeActions, type PolicyDocumentInput } from "@/lib/policies/schema";

const text = policyMessages.form;
const actions = changeActions.map((value) => ({ value, label: text.actions[value] }));

type ChangeListName = "request.headers" | "request.query" | "response.headers";

interface ChangeListProps {
  title: string;
  name: ChangeListName;
  kind: "header" | "query";
}

/** Headers or query parameters that are set or removed. */
export function ChangeList({ title, name, kind }: ChangeListProps) {
  const { control } = useFormContext<PolicyDocumentInput>();
  const { fields, append, remove } = useFieldArray({ control, name });
  return (
    <section aria-label={title}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-medium text-sm">{title}</h3>
        <Button size="sm" onClick={() => append({ action: "set", name: "", value: "" })}>
          <Plus aria-hidden="true" className="size-3.5" />
          {text.addChange[kind]}
        </Button>
      </div>
      {fields.length === 0 && <p className="text-muted text-sm">{text.noChanges}</p>}
      <div className="divide-y">
        {fields.map((field, index) => (
          <ChangeFields key={field.id} at={`${name}.${index}`} onRemove={() => remove(index)} />
        ))}
      </div>
    </section>
  );
}

function ChangeFields({ at, onRemove }: { at: `${ChangeListName}.${number}`; onRemove: () => void }) {
  const { register, control, formState } = useFormContext<PolicyDocumentInput>();
  const [action, typed = ""] = useWatch({ control, name: [`${at}.action`, `${at}.name`] });
  const errorOf = (part: "name" | "value") => listError(get(formState.errors, `${at}.${part}`));
  return (
    <div className="flex items-start gap-3 py-3">
      <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-[10rem_1fr_1fr]">
        <Field label={text.action}>
          <Select {...register(`${at}.action`)} options={actions} />
        </Field>
        <Field label={text.name} error={errorOf("name")} required>
          <Input {...register(`${at}.name`)} mono autoComplete="off" spellCheck={false} />
        </Field>
        {action !== "remove" && (
          <Field label={text.value} error={errorOf("value")}>
            <Input {...register(`${at}.value`)} mono autoComplete="off" spellCheck={false} />
          </Field>
        )}
      </div>
      <IconButton name={text.removeChange(typed)} variant="danger" className="mt-6" onClick={onRemove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </div>
  );
}
