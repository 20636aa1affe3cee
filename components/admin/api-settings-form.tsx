"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { Controller, useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { apiSettingsInput, draftedFields } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { AdminForm } from "./admin-form";
import { NameField, type ProductChoice, ProductsField, SchemeField, SuffixField } from "./api-fields";
import { FormSection } from "./form-section";
import { listError } from "./list-error";
import { ListInput } from "./list-input";
import { MarkdownPreview } from "./markdown-preview";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

const text = adminMessages.fields;

type Settings = z.output<typeof apiSettingsInput>;

interface ApiSettingsFormProps {
  apiId: string;
  /** Of a draft only that is changed which its revision publishes. */
  isDraft: boolean;
  settings: Settings;
  products: readonly ProductChoice[];
  gatewayBase: string;
  allowHttp: boolean;
}

/** Everything about an API but its operations and its backend. */
export function ApiSettingsForm({
  apiId,
  isDraft,
  settings,
  products,
  gatewayBase,
  allowHttp,
}: ApiSettingsFormProps) {
  const router = useRouter();
  const form = useForm<z.input<typeof apiSettingsInput>, unknown, Settings>({
    resolver: zodResolver(apiSettingsInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: settings,
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const [suffix, description] = useWatch({ control: form.control, name: ["suffix", "description"] });
  const { onSubmit, failure } = useSave(form, async (input, edit) => {
    const body = isDraft ? Object.fromEntries(draftedFields.map((field) => [field, input[field]])) : input;
    await callApi(`/api/apis/${apiId}`, { method: "PATCH", body, edit });
    form.reset(input);
    toast.success(adminMessages.api.saved(input.name));
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-3xl">
      <FormSection title={text.general}>
        <NameField register={register} errors={errors} />
        <SuffixField register={register} errors={errors} suffix={suffix} gatewayBase={gatewayBase} />
        <SchemeField register={register} errors={errors} allowHttp={allowHttp} />
        <Field label={text.summary} hint={text.summaryHint} error={errors.summary?.message} optional>
          <Input {...register("summary")} />
        </Field>
        <Field
          label={text.description}
          hint={text.descriptionHint}
          error={errors.description?.message}
          optional
        >
          <Textarea {...register("description")} rows={6} />
        </Field>
        <MarkdownPreview value={description ?? ""} />
        <Controller
          control={form.control}
          name="tags"
          render={({ field, fieldState }) => (
            <Field label={text.tags} hint={text.tagsHint} error={listError(fieldState.error)} optional>
              <ListInput {...field} />
            </Field>
          )}
        />
      </FormSection>
      <FormSection title={text.access}>
        {!isDraft && <ProductsField register={register} errors={errors} products={products} />}
        <Checkbox
          label={text.requiresSubscription}
          hint={text.requiresSubscriptionHint}
          {...register("requiresSubscription")}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text.keyHeader} hint={text.keyHeaderHint} error={errors.keyHeader?.message}>
            <Input {...register("keyHeader")} mono spellCheck={false} />
          </Field>
          <Field label={text.keyQuery} hint={text.keyQueryHint} error={errors.keyQuery?.message}>
            <Input {...register("keyQuery")} mono spellCheck={false} />
          </Field>
        </div>
        <Checkbox
          label={text.acceptsForeignJobs}
          hint={text.acceptsForeignJobsHint}
          {...register("acceptsForeignJobs")}
        />
      </FormSection>
      {!isDraft && (
        <FormSection title={text.visibility}>
          <Checkbox label={text.published} hint={text.publishedHint} {...register("published")} />
          <Checkbox label={text.featured} {...register("featured")} />
        </FormSection>
      )}
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} sticky />
    </AdminForm>
  );
}
