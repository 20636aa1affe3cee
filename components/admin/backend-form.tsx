"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { AdminForm } from "./admin-form";
import { type BackendFormInput, type BackendFormOutput, backendForm } from "./backend-form-model";
import { BackendWarning } from "./backend-warning";
import { CredentialFields, type StoredCredential } from "./credential-fields";
import { FormSection } from "./form-section";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

const text = adminMessages.backend;

interface BackendFormProps {
  apiId: string;
  backend: { webServiceUrl: string; connectTimeoutMs: number; headersTimeoutMs: number };
  stored: StoredCredential;
  openRanges: readonly string[];
}

/** Where an API's calls go, and with which credential. */
export function BackendForm({ apiId, backend, stored, openRanges }: BackendFormProps) {
  const router = useRouter();
  const kept = stored.kind === "none" ? ("none" as const) : ("keep" as const);
  const form = useForm<BackendFormInput, unknown, BackendFormOutput>({
    resolver: zodResolver(backendForm),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { ...backend, credential: { kind: kept, name: "", secret: "" } },
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const [url, choice] = useWatch({ control: form.control, name: ["webServiceUrl", "credential.kind"] });
  const newOrigin = otherOrigin(backend.webServiceUrl, url);
  const { onSubmit, failure } = useSave(form, async ({ credential, ...rest }) => {
    const body = { ...rest, ...(credential && { credential }) };
    await callApi(`/api/apis/${apiId}`, { method: "PATCH", body });
    // A form of its own begins with the new credential (the page's key); until then the secret is out of sight.
    form.reset({ ...rest, credential: { kind: credential?.kind ?? kept, name: "", secret: "" } });
    toast.success(text.saved, text.savedHint);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-3xl">
      <FormSection title={text.address}>
        <Field
          label={adminMessages.fields.webServiceUrl}
          hint={adminMessages.fields.webServiceUrlHint}
          error={errors.webServiceUrl?.message}
          required
        >
          <Input {...register("webServiceUrl")} mono type="url" autoComplete="off" spellCheck={false} />
        </Field>
        <BackendWarning url={url} openRanges={openRanges} />
      </FormSection>
      <FormSection title={text.credential} description={text.credentialDescription}>
        <CredentialFields register={register} errors={errors} stored={stored} choice={choice} />
        {choice === "keep" && newOrigin !== null && (
          <Alert tone="warning">{text.enterAgain(newOrigin)}</Alert>
        )}
      </FormSection>
      <FormSection title={text.timeouts}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text.connectTimeout} error={errors.connectTimeoutMs?.message}>
            <Input {...register("connectTimeoutMs")} inputMode="numeric" />
          </Field>
          <Field
            label={text.headersTimeout}
            hint={text.headersTimeoutHint}
            error={errors.headersTimeoutMs?.message}
          >
            <Input {...register("headersTimeoutMs")} inputMode="numeric" />
          </Field>
        </div>
      </FormSection>
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} sticky />
    </AdminForm>
  );
}

/** The origin that the typed address leads to when it is another than the stored one. */
function otherOrigin(stored: string, typed: string): string | null {
  const origin = URL.parse(typed.trim())?.origin;
  return origin !== undefined && origin !== URL.parse(stored)?.origin ? origin : null;
}
