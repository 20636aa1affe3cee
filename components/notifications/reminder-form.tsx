"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { type ReminderSettings, reminderSettings } from "@/lib/notifications/schema";

/** How long before its end a subscription's developers are reminded. */
export function ReminderForm({ settings }: { settings: ReminderSettings }) {
  const form = useForm<z.input<typeof reminderSettings>, unknown, ReminderSettings>({
    resolver: zodResolver(reminderSettings),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: settings,
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    await callApi("/api/notifications/reminders", { method: "PUT", body: values, edit });
    form.reset(values);
    toast.success(text.saved);
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="mt-8 max-w-2xl">
      <FormSection title={text.reminders} description={text.remindersHint}>
        <Field label={text.days} error={errors.days?.message} required>
          <Input {...form.register("days")} inputMode="numeric" className="max-w-24" />
        </Field>
        <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} />
      </FormSection>
    </AdminForm>
  );
}
