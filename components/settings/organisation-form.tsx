"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { settingsMessages } from "@/lib/messages/en/settings";
import { type OrganisationSettings, organisationSettings } from "@/lib/settings/schema";

const text = settingsMessages.organisation;

interface OrganisationFormProps {
  settings: OrganisationSettings;
  /** The time zones to choose from, by their IANA names. */
  timeZones: readonly string[];
}

/** Who runs the portal, and in which time zone it speaks. */
export function OrganisationForm({ settings, timeZones }: OrganisationFormProps) {
  const router = useRouter();
  const form = useForm<z.input<typeof organisationSettings>, unknown, OrganisationSettings>({
    resolver: zodResolver(organisationSettings),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: settings,
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    await callApi("/api/settings/organisation", { method: "PUT", body: values, edit });
    form.reset(values);
    toast.success(text.saved);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <Field label={text.name} hint={text.nameHint} error={errors.name?.message} required>
        <Input {...register("name")} autoComplete="organization" />
      </Field>
      <Field label={text.email} hint={text.emailHint} error={errors.email?.message} optional>
        <Input {...register("email")} type="email" autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={text.timeZone} hint={text.timeZoneHint} error={errors.timeZone?.message}>
        <Select
          {...register("timeZone")}
          options={[
            { value: "", label: text.viewersZone },
            ...timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
          ]}
        />
      </Field>
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} />
    </AdminForm>
  );
}
