"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { apiInput } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { AdminForm } from "./admin-form";
import { NameField, type ProductChoice, ProductsField, SchemeField, SuffixField } from "./api-fields";
import { BackendWarning } from "./backend-warning";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

const text = adminMessages.fields;
const made = z.object({ id: z.string() });
const newApi = apiInput.pick({
  name: true,
  webServiceUrl: true,
  suffix: true,
  schemes: true,
  productIds: true,
});

interface AddApiFormProps {
  products: readonly ProductChoice[];
  gatewayBase: string;
  allowHttp: boolean;
  /** The private address ranges that the operator has opened for backends. */
  openRanges: readonly string[];
}

/** The five things a new API needs. */
export function AddApiForm({ products, gatewayBase, allowHttp, openRanges }: AddApiFormProps) {
  const router = useRouter();
  const form = useForm<z.input<typeof newApi>, unknown, z.output<typeof newApi>>({
    resolver: zodResolver(newApi),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { name: "", webServiceUrl: "", suffix: "", schemes: "https", productIds: [] },
  });
  const [suffix, url] = useWatch({ control: form.control, name: ["suffix", "webServiceUrl"] });
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const { onSubmit, failure } = useSave(form, async (input) => {
    const { id } = await callApi("/api/apis", { method: "POST", body: input, schema: made });
    toast.success(adminMessages.newApi.added(input.name), adminMessages.newApi.addedHint);
    form.reset(form.getValues());
    router.push(`/admin/apis/${id}/operations`);
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <NameField register={form.register} errors={errors} />
      <Field
        label={text.webServiceUrl}
        hint={text.webServiceUrlHint}
        error={errors.webServiceUrl?.message}
        required
      >
        <Input {...form.register("webServiceUrl")} mono type="url" autoComplete="off" spellCheck={false} />
      </Field>
      <BackendWarning url={url} openRanges={openRanges} />
      <SuffixField register={form.register} errors={errors} suffix={suffix} gatewayBase={gatewayBase} />
      <SchemeField register={form.register} errors={errors} allowHttp={allowHttp} />
      <ProductsField register={form.register} errors={errors} products={products} />
      <SaveBar
        saving={isSubmitting || (isSubmitSuccessful && !failure)}
        changed={isDirty}
        failure={failure}
        cancelHref="/admin/apis"
      />
    </AdminForm>
  );
}
