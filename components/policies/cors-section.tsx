"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { FormSection } from "@/components/admin/form-section";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { policyMessages } from "@/lib/messages/en/policies";
import { corsModes, type PolicyDocumentInput } from "@/lib/policies/schema";
import { ListField } from "./list-field";

const text = policyMessages.form;
const modes = corsModes.map((value) => ({ value, label: text.corsModes[value] }));

/** Which other sites' pages may call. */
export function CorsSection() {
  const { register, control, formState } = useFormContext<PolicyDocumentInput>();
  const mode = useWatch({ control, name: "access.cors.mode" });
  const errors = formState.errors.access?.cors;
  return (
    <FormSection title={text.cors} description={text.corsHint}>
      <Field label={text.corsMode} error={errors?.mode?.message}>
        <Select {...register("access.cors.mode")} options={modes} />
      </Field>
      {mode === "allow" && (
        <>
          <ListField name="access.cors.origins" label={text.origins} hint={text.originsHint} />
          <div className="grid gap-4 sm:grid-cols-2">
            <ListField name="access.cors.headers" label={text.corsHeaders} hint={text.corsHeadersHint} />
            <ListField
              name="access.cors.exposedHeaders"
              label={text.exposedHeaders}
              hint={text.exposedHeadersHint}
            />
          </div>
          <Checkbox label={text.credentials} {...register("access.cors.credentials")} />
          <Field label={text.maxAge} error={errors?.maxAgeSeconds?.message} className="max-w-64">
            <Input {...register("access.cors.maxAgeSeconds")} inputMode="numeric" />
          </Field>
        </>
      )}
    </FormSection>
  );
}
