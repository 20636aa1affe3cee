"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Alert } from "@/components/ui/alert";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { type GroupInput, groupInput } from "@/lib/groups/schema";
import { callApi } from "@/lib/http/api-client";
import { groupMessages as text } from "@/lib/messages/en/groups";

const made = z.object({ id: z.string() });

interface GroupFormProps {
  /** Null for a new one. */
  group: { id: string; isSystem: boolean } | null;
  settings: GroupInput;
  products: readonly { id: string; name: string }[];
}

/** What a group is called and which products it opens; of a system group, only the latter can be changed. */
export function GroupForm({ group, settings, products }: GroupFormProps) {
  const router = useRouter();
  const form = useForm<z.input<typeof groupInput>, unknown, GroupInput>({
    resolver: zodResolver(groupInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: settings,
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (input, edit) => {
    if (group === null) {
      const { id } = await callApi("/api/groups", { method: "POST", body: input, schema: made });
      form.reset(input);
      toast.success(text.added(input.name));
      router.push(`/admin/groups/${id}`);
    } else {
      const body = group.isSystem ? { productIds: input.productIds } : input;
      await callApi(`/api/groups/${group.id}`, { method: "PATCH", body, edit });
      form.reset(input);
      toast.success(text.saved(input.name));
    }
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-3xl">
      {group?.isSystem ? (
        <Alert tone="info" title={text.rules[settings.name] ?? text.byRule}>
          {text.builtInHint}
        </Alert>
      ) : (
        <>
          <Field label={text.name} hint={text.nameHint} error={errors.name?.message} required>
            <Input {...register("name")} autoComplete="off" />
          </Field>
          <Field label={text.descriptionLabel} error={errors.description?.message} optional>
            <Input {...register("description")} autoComplete="off" />
          </Field>
        </>
      )}
      <CheckboxGroup
        legend={text.productsLegend}
        hint={products.length > 0 ? text.productsHint : text.noProductsYet}
        error={errors.productIds?.message}
        options={products.map(({ id, name }) => ({ value: id, label: name }))}
        {...register("productIds")}
      />
      <SaveBar
        saving={isSubmitting}
        changed={isDirty}
        failure={failure}
        {...(group === null && { cancelHref: "/admin/groups" })}
      />
    </AdminForm>
  );
}
