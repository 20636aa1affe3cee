"use client";

import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { TextFileField } from "@/components/admin/text-file-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { publishingMessages as text } from "@/lib/messages/en/publishing";

/** A form whose source is, or may be, an OpenAPI document. */
export interface DocumentForm {
  source: { document?: string; url?: string };
}

interface DocumentFieldsProps {
  register: UseFormRegister<DocumentForm>;
  /** Takes what a file holds. */
  onFile: (content: string) => void;
  errors: FieldErrors<DocumentForm>;
}

/** A document by file, paste or address. */
export function DocumentFields({ register, onFile, errors }: DocumentFieldsProps) {
  return (
    <>
      <TextFileField
        label={text.document}
        hint={text.documentHint}
        fileLabel={text.file}
        faults={{ tooLarge: text.fileTooLarge, notText: text.fileNotText }}
        error={errors.source?.document?.message}
        onFile={onFile}
      >
        <Textarea {...register("source.document")} mono rows={12} spellCheck={false} />
      </TextFileField>
      <Field
        label={text.documentUrl}
        hint={text.documentUrlHint}
        error={errors.source?.url?.message}
        optional
      >
        <Input {...register("source.url")} mono type="url" autoComplete="off" spellCheck={false} />
      </Field>
    </>
  );
}
