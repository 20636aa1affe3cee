"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";
import { FormFailure } from "@/components/admin/form-failure";
import { useSave } from "@/components/admin/use-save";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";
import { type NamedValueInput, type NamedValueRow, namedValueInput } from "@/lib/named-values/schema";

interface NamedValueDialogProps {
  /** Null: a new one. */
  row: NamedValueRow | null;
  onClose: () => void;
}

/** Adds a named value, or puts another value in its place. */
export function NamedValueDialog({ row, onClose }: NamedValueDialogProps) {
  const formId = useId();
  const router = useRouter();
  const form = useForm<NamedValueInput>({
    resolver: zodResolver(namedValueInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { name: row?.name ?? "", secret: row?.secret ?? false, value: row?.value ?? "" },
  });
  const { register } = form;
  const { errors, isSubmitting } = form.formState;
  const secret = useWatch({ control: form.control, name: "secret" });
  const { onSubmit, failure } = useSave(form, async ({ name, ...change }, edit) => {
    if (row === null) await callApi("/api/named-values", { method: "POST", body: { name, ...change } });
    else await callApi(`/api/named-values/${row.id}`, { method: "PUT", body: change, edit });
    toast.success(text.saved(name), text.savedHint);
    onClose();
    router.refresh();
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={row === null ? text.adding : text.edit(row.name)}
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {text.save}
          </Button>
        </>
      }
    >
      <form id={formId} method="post" onSubmit={onSubmit} noValidate className="space-y-4">
        {row === null && (
          <Field label={text.name} hint={text.nameHint} error={errors.name?.message} required>
            <Input {...register("name")} mono autoComplete="off" spellCheck={false} />
          </Field>
        )}
        <div>
          <Checkbox label={text.secret} hint={text.secretHint} {...register("secret")} />
          {errors.secret?.message && <Alert tone="danger">{errors.secret.message}</Alert>}
        </div>
        <Field
          label={text.value}
          hint={row?.secret === true ? text.newValueHint : undefined}
          error={errors.value?.message}
          required
        >
          <Input
            {...register("value")}
            type={secret ? "password" : "text"}
            mono
            autoComplete={secret ? "new-password" : "off"}
            spellCheck={false}
          />
        </Field>
        <FormFailure failure={failure} />
      </form>
    </Dialog>
  );
}
