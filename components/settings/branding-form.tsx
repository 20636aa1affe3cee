"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { settingsMessages } from "@/lib/messages/en/settings";
import { isReadable, readability, readableShade } from "@/lib/settings/palette";
import { type BrandingSettings, brandingSettings } from "@/lib/settings/schema";
import { AccentPreview } from "./accent-preview";

const text = settingsMessages.branding;

/** The accent with its contrast and a preview, and what the start page says. */
export function BrandingForm({ settings }: { settings: BrandingSettings }) {
  const router = useRouter();
  const form = useForm<z.input<typeof brandingSettings>, unknown, BrandingSettings>({
    resolver: zodResolver(brandingSettings),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: settings,
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const typed = useWatch({ control: form.control, name: "accent" })?.trim().toLowerCase() ?? "";
  const colour = /^#[0-9a-f]{6}$/.test(typed) ? typed : null;
  const setAccent = (accent: string) =>
    form.setValue("accent", accent, { shouldDirty: true, shouldValidate: true });
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    await callApi("/api/settings/branding", { method: "PUT", body: values, edit });
    form.reset(values);
    toast.success(settingsMessages.organisation.saved);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <FormSection title={text.accent} description={text.accentHint}>
        <div className="flex flex-wrap items-end gap-3">
          <Field label={text.accent} hideLabel error={errors.accent?.message} className="w-40">
            <Input {...register("accent")} mono autoComplete="off" spellCheck={false} />
          </Field>
          <input
            type="color"
            aria-label={text.accentPicker}
            value={colour ?? "#12665e"}
            onChange={(event) => setAccent(event.target.value)}
            className="h-9 w-12 rounded-md border border-border-strong bg-surface"
          />
          {typed !== "" && <Button onClick={() => setAccent("")}>{text.reset}</Button>}
        </div>
        {colour !== null && (
          <p role="status" className="text-muted text-sm">
            {text.contrast(readability(colour).toFixed(1))}
          </p>
        )}
        {colour !== null && !isReadable(colour) && (
          <Button onClick={() => setAccent(readableShade(colour))}>
            {text.nearestShade(readableShade(colour))}
          </Button>
        )}
        {colour !== null && isReadable(colour) && <AccentPreview colour={colour} />}
      </FormSection>
      <FormSection title={text.home}>
        <Field label={text.homeTitle} error={errors.homeTitle?.message} optional>
          <Input {...register("homeTitle")} autoComplete="off" />
        </Field>
        <Field label={text.homeText} hint={text.homeTextHint} error={errors.homeText?.message} optional>
          <Textarea {...register("homeText")} rows={6} />
        </Field>
      </FormSection>
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} />
    </AdminForm>
  );
}
