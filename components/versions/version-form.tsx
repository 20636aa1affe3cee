"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { type Versioning, versioningForm } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { versionMessages as text } from "@/lib/messages/en/versions";

/** Which version of which set an API is, and whether callers should leave it. */
export function VersionForm({ apiId, versioning }: { apiId: string; versioning: Versioning }) {
  const router = useRouter();
  const form = useForm<z.input<typeof versioningForm>, unknown, Versioning>({
    resolver: zodResolver(versioningForm),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: inputsOf(versioning),
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (body, edit) => {
    await callApi(`/api/apis/${apiId}`, { method: "PATCH", body, edit });
    form.reset(inputsOf(body));
    toast.success(text.saved);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-3xl">
      <FormSection title={text.settings}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label={text.set} hint={text.setHint} error={errors.versionSet?.message} optional>
            <Input {...register("versionSet")} mono autoComplete="off" spellCheck={false} />
          </Field>
          <Field label={text.version} hint={text.versionHint} error={errors.version?.message} optional>
            <Input {...register("version")} mono autoComplete="off" spellCheck={false} />
          </Field>
          <Field label={text.deprecatedOn} hint={text.deprecatedOnHint} error={errors.deprecatedOn?.message}>
            <Input {...register("deprecatedOn")} type="date" />
          </Field>
          <Field label={text.sunsetOn} hint={text.sunsetOnHint} error={errors.sunsetOn?.message} optional>
            <Input {...register("sunsetOn")} type="date" />
          </Field>
        </div>
        <Field label={text.note} hint={text.noteHint} error={errors.deprecationNote?.message} optional>
          <Textarea {...register("deprecationNote")} rows={3} />
        </Field>
      </FormSection>
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} />
    </AdminForm>
  );
}

function inputsOf({ versionSet, version, deprecatedOn, sunsetOn, deprecationNote }: Versioning) {
  return {
    versionSet: versionSet ?? "",
    version: version ?? "",
    deprecatedOn: deprecatedOn ?? "",
    sunsetOn: sunsetOn ?? "",
    deprecationNote,
  };
}
