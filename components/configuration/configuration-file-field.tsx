"use client";

import { TextFileField } from "@/components/admin/text-file-field";
import { Textarea } from "@/components/ui/textarea";
import { configurationPageMessages as text } from "@/lib/messages/en/configuration-page";

interface ConfigurationFileFieldProps {
  value: string;
  onChange: (content: string) => void;
  error: string | undefined;
}

/** A configuration by paste or file. */
export function ConfigurationFileField({ value, onChange, error }: ConfigurationFileFieldProps) {
  return (
    <TextFileField
      label={text.document}
      hint={text.documentHint}
      fileLabel={text.file}
      faults={{ tooLarge: text.fileTooLarge, notText: text.fileNotText }}
      error={error}
      onFile={onChange}
    >
      <Textarea
        mono
        rows={14}
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </TextFileField>
  );
}
