"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { MarkdownPreview } from "@/components/admin/markdown-preview";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { LimitsSection } from "@/components/policies/limits-section";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { type ProductSettings, productSettings } from "@/lib/products/schema";
import { LimitsInWords } from "./limits-in-words";

const made = z.object({ id: z.string() });

interface ProductFormProps {
  /** Null for a new one. */
  product: { id: string; termsVersion: number } | null;
  settings: ProductSettings;
  groups: readonly { id: string; name: string }[];
}

/** Everything about a product but its APIs and its policies. */
export function ProductForm({ product, settings, groups }: ProductFormProps) {
  const router = useRouter();
  const form = useForm<z.input<typeof productSettings>, unknown, ProductSettings>({
    resolver: zodResolver(productSettings),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: settings,
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const [needsKey, groupIds, description, terms] = useWatch({
    control: form.control,
    name: ["requiresSubscription", "groupIds", "description", "terms"],
  });
  const { onSubmit, failure } = useSave(form, async (input, edit) => {
    if (product === null) {
      const { id } = await callApi("/api/products", { method: "POST", body: input, schema: made });
      form.reset(input);
      toast.success(text.added(input.name), text.addedHint);
      router.push(`/admin/products/${id}/apis`);
    } else {
      await callApi(`/api/products/${product.id}`, { method: "PATCH", body: input, edit });
      form.reset(input);
      toast.success(text.saved(input.name), text.savedHint);
    }
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <FormProvider {...form}>
      <AdminForm onSubmit={onSubmit} className="max-w-3xl">
        <FormSection title={text.general}>
          <Field label={text.name} hint={text.nameHint} error={errors.name?.message} required>
            <Input {...register("name")} autoComplete="off" />
          </Field>
          <Field
            label={text.descriptionLabel}
            hint={text.descriptionHint}
            error={errors.description?.message}
            optional
          >
            <Textarea {...register("description")} rows={4} />
          </Field>
          <MarkdownPreview value={description ?? ""} />
          <Field
            label={text.terms}
            hint={product ? `${text.termsHint} ${text.termsVersion(product.termsVersion)}` : text.termsHint}
            error={errors.terms?.message}
            optional
          >
            <Textarea {...register("terms")} rows={5} />
          </Field>
          <MarkdownPreview value={terms ?? ""} />
        </FormSection>
        <FormSection title={text.access}>
          <Checkbox
            label={text.requiresSubscription}
            hint={text.requiresSubscriptionHint}
            {...register("requiresSubscription")}
          />
          {needsKey && (
            <>
              <Checkbox
                label={text.requiresApproval}
                hint={text.requiresApprovalHint}
                {...register("requiresApproval")}
              />
              <Field
                label={text.maximum}
                hint={text.maximumHint}
                error={errors.maxSubscriptions?.message}
                className="max-w-64"
                optional
              >
                <Input {...register("maxSubscriptions")} inputMode="numeric" />
              </Field>
            </>
          )}
        </FormSection>
        <LimitsSection />
        <LimitsInWords control={form.control} />
        <FormSection title={text.visibility}>
          <Checkbox label={text.published} hint={text.publishedHint} {...register("published")} />
          <CheckboxGroup
            legend={text.groups}
            hint={groupIds.length === 0 ? text.noGroupChosen : text.groupsHint}
            error={errors.groupIds?.message}
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
            {...register("groupIds")}
          />
        </FormSection>
        <SaveBar
          saving={isSubmitting}
          changed={isDirty}
          failure={failure}
          sticky={product !== null}
          {...(product === null && { cancelHref: "/admin/products" })}
        />
      </AdminForm>
    </FormProvider>
  );
}
