"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import {
  emptyCredential,
  nextCredentialOf,
  type RotationFormInput,
  type RotationFormOutput,
  rotationForm,
} from "./backend-form-model";
import { CredentialFields, type StoredCredential } from "./credential-fields";
import { FormFailure } from "./form-failure";
import { useSave } from "./use-save";

const text = adminMessages.rotation;

interface RotationDialogProps {
  /** The rotation's route. */
  path: string;
  present: StoredCredential;
  onClose: () => void;
  onDone: () => void;
}

/** Stores the credential that takes over. */
export function RotationDialog({ path, present, onClose, onDone }: RotationDialogProps) {
  const formId = useId();
  const kind = present.kind === "none" ? "bearer" : present.kind;
  const form = useForm<RotationFormInput, unknown, RotationFormOutput>({
    resolver: zodResolver(rotationForm),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { from: "", credential: { ...emptyCredential(kind), name: present.name ?? "" } },
  });
  const { errors, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (typed, edit) => {
    await callApi(path, { method: "PUT", body: nextCredentialOf(typed), edit });
    toast.success(text.stored, adminMessages.backend.savedHint);
    onClose();
    onDone();
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={text.storing}
      footer={
        <>
          <Button onClick={onClose}>{text.close}</Button>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {text.save}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form id={formId} method="post" onSubmit={onSubmit} noValidate className="space-y-4">
          <CredentialFields stored={null} required />
          <Field label={text.from} hint={text.fromHint} error={errors.from?.message} optional>
            <Input {...form.register("from")} type="datetime-local" />
          </Field>
          <FormFailure failure={failure} />
        </form>
      </FormProvider>
    </Dialog>
  );
}
