"use client";

import { type ChangeEvent, useRef, useState } from "react";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { Button } from "@/components/ui/button";
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

const longestFileBytes = 10 * 1024 * 1024;

/** A document by file, paste or address. The file is read here, into the field. */
export function DocumentFields({ register, onFile, errors }: DocumentFieldsProps) {
  const file = useRef<HTMLInputElement>(null);
  const [fileError, setFileError] = useState<string>();

  async function readFile({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = target.files?.[0];
    target.value = "";
    if (!chosen) return;
    const isTooLarge = chosen.size > longestFileBytes;
    setFileError(isTooLarge ? text.fileTooLarge : undefined);
    if (!isTooLarge) onFile(await chosen.text());
  }

  return (
    <>
      <Field
        label={text.document}
        hint={text.documentHint}
        error={fileError ?? errors.source?.document?.message}
        aside={
          <Button size="sm" onClick={() => file.current?.click()}>
            {text.file}
          </Button>
        }
      >
        <Textarea {...register("source.document")} mono rows={12} spellCheck={false} />
      </Field>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={text.file}
        accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
        onChange={readFile}
      />
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
