"use client";

import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { type PublishingWay, payloadShapes } from "@/lib/publishing/schema";
import { ClassicParts } from "./classic-parts";
import { DocumentFields } from "./document-fields";

/** What is typed of a source, whichever it is. */
export interface SourceForm {
  source: {
    kind: string;
    requestUri?: string;
    scoringUri?: string;
    jobsUri?: string;
    apiKey?: string;
    token?: string;
    payload?: string;
    document?: string;
    url?: string;
    command?: string;
  };
}

interface SourceFieldsProps {
  way: Exclude<PublishingWay, "blank">;
  form: Pick<UseFormReturn<SourceForm>, "register" | "setValue" | "formState">;
}

/** The one or two things that a source needs. */
export function SourceFields({ way, form }: SourceFieldsProps) {
  const { register, setValue, formState } = form;
  const { source } = formState.errors;
  const uri = (name: "requestUri" | "scoringUri" | "jobsUri") => (
    <Field label={text[name]} hint={text[`${name}Hint`]} error={source?.[name]?.message} required>
      <Input {...register(`source.${name}`)} mono type="url" autoComplete="off" spellCheck={false} />
    </Field>
  );
  const secret = (name: "apiKey" | "token", hint: string, required: boolean) => (
    <Field
      label={text[name]}
      hint={hint}
      error={source?.[name]?.message}
      {...(required ? { required } : { optional: true })}
    >
      <Input
        {...register(`source.${name}`)}
        mono
        type="password"
        autoComplete="new-password"
        spellCheck={false}
      />
    </Field>
  );
  switch (way) {
    case "classic":
      return (
        <>
          {uri("requestUri")}
          <ClassicParts
            onUri={(uri) => setValue("source.requestUri", uri, { shouldDirty: true, shouldValidate: true })}
          />
          {secret("apiKey", text.apiKeyHint, true)}
        </>
      );
    case "online":
      return (
        <>
          {uri("scoringUri")}
          {secret("apiKey", text.onlineKeyHint, false)}
          <RadioGroup
            legend={text.payload}
            options={payloadShapes.map((value) => ({ value, label: text.payloads[value] }))}
            {...register("source.payload")}
          />
        </>
      );
    case "batch":
      return (
        <>
          {uri("jobsUri")}
          {secret("token", text.tokenHint, false)}
        </>
      );
    case "openapi":
      return (
        <DocumentFields
          register={register}
          errors={formState.errors}
          onFile={(content) =>
            setValue("source.document", content, { shouldDirty: true, shouldValidate: true })
          }
        />
      );
    case "curl":
      return (
        <Field label={text.command} hint={text.commandHint} error={source?.command?.message} required>
          <Textarea {...register("source.command")} mono rows={8} spellCheck={false} />
        </Field>
      );
  }
}
