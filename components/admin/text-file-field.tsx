"use client";

import { type ChangeEvent, type ReactElement, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

interface TextFileFieldProps {
  label: string;
  hint: string;
  fileLabel: string;
  /** What is said of a file that cannot be taken. */
  faults: { tooLarge: string; notText: string };
  error: string | undefined;
  /** Takes what a file holds. */
  onFile: (content: string) => void;
  /** The text area that it goes into. */
  children: ReactElement;
}

const longestFileBytes = 10 * 1024 * 1024;

/** A JSON or YAML document by paste or file; the file is read here, into the field. */
export function TextFileField({
  label,
  hint,
  fileLabel,
  faults,
  error,
  onFile,
  children,
}: TextFileFieldProps) {
  const file = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();

  async function readFile({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = target.files?.[0];
    target.value = "";
    if (!chosen) return;
    if (chosen.size > longestFileBytes) return setFault(faults.tooLarge);
    const content = decode(await chosen.arrayBuffer());
    setFault(content === null ? faults.notText : undefined);
    if (content !== null) onFile(content);
  }

  return (
    // What is typed from here on is no longer the file.
    <div onInput={() => setFault(undefined)}>
      <Field
        label={label}
        hint={hint}
        error={fault ?? error}
        aside={
          <Button size="sm" onClick={() => file.current?.click()}>
            {fileLabel}
          </Button>
        }
      >
        {children}
      </Field>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={fileLabel}
        accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
        onChange={readFile}
      />
    </div>
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
