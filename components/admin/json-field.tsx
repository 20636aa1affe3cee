"use client";

import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { formatJson, isJsonType } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";
import type { OperationFormInput } from "./operation-form-model";

const text = adminMessages.operation;

interface JsonFieldProps {
  label: string;
  path: `${"request" | `responses.${number}`}.representations.${number}.${"sample" | "schema"}`;
  contentType: string;
  error: string | undefined;
}

/** A longer text, which can be laid out anew when it is JSON. */
export function JsonField({ label, path, contentType, error }: JsonFieldProps) {
  const { register, getValues, setValue } = useFormContext<OperationFormInput>();

  function format() {
    const formatted = formatJson(getValues(path) ?? "");
    setValue(path, formatted, { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  }

  return (
    <Field
      label={label}
      error={error}
      optional
      aside={
        isJsonType(contentType) ? (
          <Button size="sm" variant="ghost" onClick={format}>
            {text.format}
          </Button>
        ) : undefined
      }
    >
      <Textarea {...register(path)} mono rows={8} />
    </Field>
  );
}
