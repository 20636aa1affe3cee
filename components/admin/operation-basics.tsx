"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PathTemplate } from "@/components/ui/path-template";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { httpMethods } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";
import { FormSection } from "./form-section";
import { MarkdownPreview } from "./markdown-preview";
import type { OperationFormInput } from "./operation-form-model";
import { OperationParameters } from "./operation-parameters";
import { useTemplateParameters } from "./use-template-parameters";

const text = adminMessages.operation;

interface OperationBasicsProps {
  /** The URL template that the form begins with. */
  template: string;
  apiAddress: string;
}

/** What an operation is called and which calls it takes, with the parameters that follow from it. */
export function OperationBasics({ template, apiAddress }: OperationBasicsProps) {
  const { register, control, formState } = useFormContext<OperationFormInput>();
  const { errors } = formState;
  const parameters = useTemplateParameters(template);
  const [typed, description] = useWatch({ control, name: ["urlTemplate", "description"] });

  return (
    <>
      <FormSection title={text.general}>
        <div className="grid gap-4 sm:grid-cols-[9rem_1fr]">
          <Field label={text.verb} error={errors.method?.message} required>
            <Select
              {...register("method")}
              options={httpMethods.map((method) => ({ value: method, label: method }))}
            />
          </Field>
          <Field label={text.template} hint={text.templateHint} error={errors.urlTemplate?.message} required>
            <Input
              {...register("urlTemplate", { onChange: (event) => parameters.follow(event.target.value) })}
              mono
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
        </div>
        <p className="min-w-0 rounded-lg bg-subtle px-3 py-2 text-muted">
          <PathTemplate template={`${apiAddress}${typed.trim()}`} />
        </p>
        <Field label={text.displayName} error={errors.displayName?.message} required>
          <Input {...register("displayName")} autoComplete="off" />
        </Field>
        <Field
          label={text.description}
          hint={text.descriptionHint}
          error={errors.description?.message}
          optional
        >
          <Textarea {...register("description")} rows={3} />
        </Field>
        <MarkdownPreview value={description ?? ""} />
      </FormSection>
      <OperationParameters {...parameters} />
    </>
  );
}
