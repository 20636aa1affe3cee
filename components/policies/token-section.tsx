"use client";

import { Controller, useFormContext, useWatch } from "react-hook-form";
import { FormSection } from "@/components/admin/form-section";
import { listError } from "@/components/admin/list-error";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { policyMessages } from "@/lib/messages/en/policies";
import { type PolicyDocumentInput, tokenAlgorithms } from "@/lib/policies/schema";
import { ListField } from "./list-field";

const text = policyMessages.form;
const algorithms = tokenAlgorithms.map((value) => ({ value, label: value }));

/** The signed token that a call must carry. */
export function TokenSection() {
  const { register, control, formState } = useFormContext<PolicyDocumentInput>();
  const required = useWatch({ control, name: "access.token.required" });
  const errors = formState.errors.access?.token;
  return (
    <FormSection title={text.token} description={text.tokenHint}>
      <Checkbox label={text.tokenRequired} {...register("access.token.required")} />
      {required && (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={text.issuer} hint={text.issuerHint} error={errors?.issuer?.message} required>
              <Input {...register("access.token.issuer")} mono autoComplete="off" spellCheck={false} />
            </Field>
            <ListField name="access.token.audiences" label={text.audiences} hint={text.audiencesHint} />
            <Field label={text.keysUrl} hint={text.keysUrlHint} error={errors?.keysUrl?.message} required>
              <Input
                {...register("access.token.keysUrl")}
                mono
                type="url"
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
            <Field label={text.tokenHeader} error={errors?.header?.message}>
              <Input {...register("access.token.header")} mono autoComplete="off" spellCheck={false} />
            </Field>
          </div>
          <Controller
            control={control}
            name="access.token.algorithms"
            render={({ field: { value, onChange }, fieldState }) => (
              <CheckboxGroup
                legend={text.algorithms}
                options={algorithms}
                filterFrom={tokenAlgorithms.length + 1}
                value={value ?? []}
                onChange={onChange}
                error={listError(fieldState.error)}
              />
            )}
          />
        </>
      )}
    </FormSection>
  );
}
