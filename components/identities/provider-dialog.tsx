"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";
import { FormFailure } from "@/components/admin/form-failure";
import { useSave } from "@/components/admin/use-save";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import {
  type IdentityProviderRow,
  type ProviderForm,
  type ProviderInput,
  providerForm,
  providerInput,
  providerKinds,
} from "@/lib/identities/schema";
import { identityMessages as text } from "@/lib/messages/en/identities";

interface ProviderDialogProps {
  /** Null: a new one. */
  row: IdentityProviderRow | null;
  publicUrl: string;
  onClose: () => void;
}

const github = "https://github.com";

const pick = ({ id, kind, name, issuer, clientId, active }: IdentityProviderRow) => ({
  id,
  kind,
  name,
  issuer,
  clientId,
  active,
});

/** Adds an identity provider, or changes one; its redirect URI stands beside what the provider asks for. */
export function ProviderDialog({ row, publicUrl, onClose }: ProviderDialogProps) {
  const formId = useId();
  const router = useRouter();
  const form = useForm<ProviderForm, unknown, ProviderInput>({
    resolver: zodResolver(row === null ? providerInput : providerForm),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: row
      ? { ...pick(row), clientSecret: "" }
      : { id: "company", kind: "oidc", name: "", issuer: "", clientId: "", clientSecret: "", active: true },
  });
  const { register } = form;
  const { errors, isSubmitting } = form.formState;
  const { id = "", kind = "oidc" } = useWatch({ control: form.control });
  const redirectUri = row?.redirectUri ?? `${publicUrl}/api/auth/callback/${id}`;
  const { onSubmit, failure } = useSave(form, async ({ id: newId, ...values }, edit) => {
    if (row === null) {
      await callApi("/api/identity-providers", { method: "POST", body: { id: newId, ...values } });
    } else await callApi(`/api/identity-providers/${row.id}`, { method: "PUT", body: values, edit });
    toast.success(text.saved(values.name));
    onClose();
    router.refresh();
  });

  /** What is usual for a kind, as long as nothing else was typed. */
  function chooseKind(chosen: string): void {
    const issuer = form.getValues("issuer");
    if (chosen === "github" && issuer === "") form.setValue("issuer", github);
    if (chosen !== "github" && issuer === github) form.setValue("issuer", "");
    if (chosen === "github" && form.getValues("name") === "") form.setValue("name", "GitHub");
    if (!form.formState.dirtyFields.id) form.setValue("id", chosen === "oidc" ? "company" : chosen);
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={row === null ? text.add : text.edit(row.name)}
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
          <>
            <Field label={text.kind} hint={text.kinds[kind].hint} required>
              <Select
                {...register("kind", { onChange: (event) => chooseKind(event.target.value) })}
                options={providerKinds.map((value) => ({ value, label: text.kinds[value].label }))}
              />
            </Field>
            <Field label={text.id} hint={text.idHint} error={errors.id?.message} required>
              <Input {...register("id")} mono autoComplete="off" spellCheck={false} />
            </Field>
          </>
        )}
        <div>
          <p className="font-medium text-sm">{text.redirectUri}</p>
          <div className="mt-1 flex items-start gap-2">
            <code className="min-w-0 flex-1 break-all rounded-md border bg-subtle px-3 py-2 text-code">
              {redirectUri}
            </code>
            <CopyButton text={redirectUri} name={text.copyRedirect} />
          </div>
          <p className="mt-1 text-muted text-xs">{text.redirectHint}</p>
        </div>
        <Field label={text.name} hint={text.nameHint} error={errors.name?.message} required>
          <Input {...register("name")} autoComplete="off" />
        </Field>
        <Field
          label={text.issuer[kind].label}
          hint={text.issuer[kind].hint}
          error={errors.issuer?.message}
          required
        >
          <Input {...register("issuer")} mono autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={text.clientId} error={errors.clientId?.message} required>
          <Input {...register("clientId")} mono autoComplete="off" spellCheck={false} />
        </Field>
        <Field
          label={text.clientSecret}
          hint={row === null ? undefined : row.secretSet ? text.secretKept : text.secretWaiting}
          error={errors.clientSecret?.message}
          required={row === null}
        >
          <Input {...register("clientSecret")} type="password" mono autoComplete="new-password" />
        </Field>
        <Checkbox label={text.active} hint={text.activeHint} {...register("active")} />
        <FormFailure failure={failure} />
      </form>
    </Dialog>
  );
}
