"use client";

import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";

interface ListInputProps extends Omit<ComponentProps<typeof Input>, "value" | "onChange"> {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

function read(typed: string): string[] {
  return typed
    .split(",")
    .map((piece) => piece.trim())
    .filter(Boolean);
}

/** Several short texts in one line, with commas between them. */
export function ListInput({ value, onChange, ...props }: ListInputProps) {
  const [typed, setTyped] = useState(value.join(", "));
  const isSame = read(typed).join("\n") === value.join("\n");
  return (
    <Input
      {...props}
      value={isSame ? typed : value.join(", ")}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(read(event.target.value));
      }}
    />
  );
}
