"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { KeysDialog } from "@/components/subscriptions/keys-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useTimeZone } from "@/components/ui/time-zone";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { governMessages as text } from "@/lib/messages/en/govern";
import { grantInput } from "@/lib/subscriptions/govern-schema";
import { type ShownKey, subscribed } from "@/lib/subscriptions/schema";
import { AdminForm } from "./admin-form";
import type { ProductChoice } from "./api-fields";
import { DateField } from "./date-field";
import { endOfDay } from "./day-in-zone";
import { FormSection } from "./form-section";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

/** Gives a developer an active subscription, and shows its keys once. */
export function GrantForm({ products }: { products: readonly ProductChoice[] }) {
  const router = useRouter();
  const zone = useTimeZone();
  const [day, setDay] = useState("");
  const [keys, setKeys] = useState<readonly ShownKey[] | null>(null);
  const form = useForm<z.input<typeof grantInput>, unknown, z.output<typeof grantInput>>({
    resolver: zodResolver(grantInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { email: "", productId: "", name: "", expiresAt: null, primaryKey: "", secondaryKey: "" },
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (input) => {
    const made = await callApi("/api/subscriptions/grants", {
      method: "POST",
      body: input,
      schema: subscribed,
    });
    toast.success(text.granted(made.name));
    form.reset(form.getValues());
    setKeys(made.keys ?? []);
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <Field label={text.email} hint={text.emailHint} error={errors.email?.message} required>
        <Input {...register("email")} type="email" autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={text.productLabel} error={errors.productId && text.noSuchProduct} required>
        <Select
          {...register("productId")}
          options={[
            { value: "", label: text.productChoose },
            ...products.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <Field label={text.nameLabel} error={errors.name?.message} required>
        <Input {...register("name")} autoComplete="off" />
      </Field>
      <DateField
        value={day}
        onChange={(chosen) => {
          setDay(chosen);
          form.setValue("expiresAt", endOfDay(chosen, zone), { shouldDirty: true, shouldValidate: true });
        }}
        error={errors.expiresAt?.message}
      />
      <FormSection title={text.keysHeading} description={text.keyHint}>
        <Field label={text.primaryKey} error={errors.primaryKey?.message} optional>
          <Input {...register("primaryKey")} mono autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={text.secondaryKey} error={errors.secondaryKey?.message} optional>
          <Input {...register("secondaryKey")} mono autoComplete="off" spellCheck={false} />
        </Field>
      </FormSection>
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} cancelHref="/admin/subscriptions" />
      {keys && (
        <KeysDialog
          open
          title={text.keysTitle}
          keys={keys}
          onClose={() => {
            router.push("/admin/subscriptions");
            router.refresh();
          }}
        />
      )}
    </AdminForm>
  );
}
