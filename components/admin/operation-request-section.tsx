"use client";

import { useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { adminMessages } from "@/lib/messages/en/admin";
import { FormSection } from "./form-section";
import type { OperationFormInput } from "./operation-form-model";
import { Representations } from "./representations";

const text = adminMessages.operation;

/** What an operation takes as its body. */
export function OperationRequestSection() {
  const { register, formState } = useFormContext<OperationFormInput>();
  return (
    <FormSection title={text.request} description={text.requestDescription}>
      <Field label={text.bodyDescription} error={formState.errors.request?.description?.message} optional>
        <Input {...register("request.description")} />
      </Field>
      <Checkbox label={text.bodyRequired} {...register("request.required")} />
      <Representations body="request" />
    </FormSection>
  );
}
