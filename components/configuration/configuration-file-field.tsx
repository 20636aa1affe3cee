"use client";

import { type ChangeEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { configurationPageMessages as text } from "@/lib/messages/en/configuration-page";

interface ConfigurationFileFieldProps {
  value: string;
  onChange: (content: string) => void;
  error: string | undefined;
}

const longestFileBytes = 10 * 1024 * 1024;

/** A configuration by paste or file; the file is read here, into the field. */
export function ConfigurationFileField({ value, onChange, error }: ConfigurationFileFieldProps) {
  const file = useRef<HTMLInputElement>(null);
  const [fileError, setFileError] = useState<string>();

  async function readFile({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = target.files?.[0];
    target.value = "";
    if (!chosen) return;
    if (chosen.size > longestFileBytes) return setFileError(text.fileTooLarge);
    const content = decode(await chosen.arrayBuffer());
    setFileError(content === null ? text.fileNotText : undefined);
    if (content !== null) onChange(content);
  }

  return (
    <>
      <Field
        label={text.document}
        hint={text.documentHint}
        error={fileError ?? error}
        aside={
          <Button size="sm" onClick={() => file.current?.click()}>
            {text.file}
          </Button>
        }
      >
        <Textarea
          mono
          rows={14}
          spellCheck={false}
          value={value}
          onChange={({ target }) => {
            setFileError(undefined);
            onChange(target.value);
          }}
        />
      </Field>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={text.file}
        accept=".yaml,.yml,.json,application/yaml,application/json,text/yaml"
        onChange={readFile}
      />
    </>
  );
}

/** Null for what is not UTF-8. */
function decode(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
