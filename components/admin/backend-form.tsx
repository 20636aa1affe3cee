"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { AdminForm } from "./admin-form";
import {
  type BackendFormInput,
  type BackendFormOutput,
  backendForm,
  emptyCredential,
} from "./backend-form-model";
import { BackendNumbers } from "./backend-numbers";
import { BackendWarning } from "./backend-warning";
import { CredentialFields, type StoredCredential } from "./credential-fields";
import { FormSection } from "./form-section";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

const text = adminMessages.backend;

export interface FormBackend {
  /** Null: a new one. */
  id: string | null;
  webServiceUrl: string;
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  maxInFlight: number | null;
  weight: number;
  priority: number;
  credential: StoredCredential;
}

interface BackendFormProps {
  apiId: string;
  backend: FormBackend;
  openRanges: readonly string[];
}

/** Where calls go, with which credential, and what the gateway grants the backend. */
export function BackendForm({ apiId, backend, openRanges }: BackendFormProps) {
  const router = useRouter();
  const { id, credential: stored, ...values } = backend;
  const kept = stored.kind === "none" ? ("none" as const) : ("keep" as const);
  const form = useForm<BackendFormInput, unknown, BackendFormOutput>({
    resolver: zodResolver(backendForm),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { ...values, credential: emptyCredential(kept) },
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const [url, choice] = useWatch({ control: form.control, name: ["webServiceUrl", "credential.kind"] });
  const newOrigin = otherOrigin(backend.webServiceUrl, url);
  const { onSubmit, failure } = useSave(form, async ({ credential, ...rest }, edit) => {
    const body = { ...rest, ...(credential && { credential }) };
    const path = `/api/apis/${apiId}/backends`;
    if (id === null) await callApi(path, { method: "POST", body });
    else await callApi(`${path}/${id}`, { method: "PATCH", body, edit });
    // A form of its own begins with the new credential (the page's key); until then the secret is out of sight.
    form.reset({ ...rest, credential: emptyCredential(credential?.kind ?? kept) });
    toast.success(id === null ? text.added : text.saved, text.savedHint);
    if (id === null) router.push(`/admin/apis/${apiId}/backend`);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <FormProvider {...form}>
      <AdminForm onSubmit={onSubmit} className="max-w-3xl">
        <FormSection title={text.address}>
          <Field
            label={adminMessages.fields.webServiceUrl}
            hint={adminMessages.fields.webServiceUrlHint}
            error={errors.webServiceUrl?.message}
            required
          >
            <Input
              {...form.register("webServiceUrl")}
              mono
              type="url"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <BackendWarning url={url} openRanges={openRanges} />
        </FormSection>
        <FormSection title={text.credential} description={text.credentialDescription}>
          <CredentialFields stored={stored} />
          {choice === "keep" && newOrigin !== null && (
            <Alert tone="warning">{text.enterAgain(newOrigin)}</Alert>
          )}
        </FormSection>
        <BackendNumbers />
        <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} sticky />
      </AdminForm>
    </FormProvider>
  );
}

/** The origin that the typed address leads to when it is another than the stored one. */
function otherOrigin(stored: string, typed: string): string | null {
  const origin = URL.parse(typed.trim())?.origin;
  return origin !== undefined && origin !== URL.parse(stored)?.origin ? origin : null;
}
