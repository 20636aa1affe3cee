"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { type ResilienceInput, resilienceInput } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { AdminForm } from "./admin-form";
import { FormSection } from "./form-section";
import { listError } from "./list-error";
import { ListInput } from "./list-input";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

const text = adminMessages.resilience;

/** When calls are tried again, and when backends are left alone for a while. */
export function ResilienceForm({ apiId, resilience }: { apiId: string; resilience: ResilienceInput }) {
  const router = useRouter();
  const form = useForm<z.input<typeof resilienceInput>, unknown, ResilienceInput>({
    resolver: zodResolver(resilienceInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: resilience,
  });
  const { register, control } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (body, edit) => {
    await callApi(`/api/apis/${apiId}/resilience`, { method: "PUT", body, edit });
    form.reset(body);
    toast.success(text.saved, adminMessages.backend.savedHint);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-3xl">
      <FormSection title={text.title} description={text.hint}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text.attempts} hint={text.attemptsHint} error={errors.attempts?.message}>
            <Input {...register("attempts")} inputMode="numeric" />
          </Field>
          <Controller
            control={control}
            name="failureStatuses"
            render={({ field: { value, onChange, ...field }, fieldState }) => (
              <Field label={text.statuses} hint={text.statusesHint} error={listError(fieldState.error)}>
                <ListInput
                  {...field}
                  value={(value ?? []).map(String)}
                  onChange={(typed) => onChange(typed.map(Number))}
                  inputMode="numeric"
                />
              </Field>
            )}
          />
          <Field label={text.failures} hint={text.failuresHint} error={errors.failures?.message}>
            <Input {...register("failures")} inputMode="numeric" />
          </Field>
          <Field label={text.restSeconds} hint={text.restSecondsHint} error={errors.restSeconds?.message}>
            <Input {...register("restSeconds")} inputMode="numeric" />
          </Field>
        </div>
        <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} />
      </FormSection>
    </AdminForm>
  );
}
