"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { publishingMessages as text } from "@/lib/messages/en/publishing";

interface ClassicPartsProps {
  /** Takes the request URI that the parts come to. */
  onUri: (uri: string) => void;
}

const partNames = ["host", "workspace", "service"] as const;
const none = { host: "", workspace: "", service: "" };

/** A classic web service's request URI from its parts, for whoever has no help page at hand. */
export function ClassicParts({ onUri }: ClassicPartsProps) {
  const [parts, setParts] = useState(none);

  function change(name: (typeof partNames)[number], value: string) {
    const changed = { ...parts, [name]: value.trim() };
    setParts(changed);
    if (partNames.every((part) => changed[part] !== "")) onUri(uriOf(changed));
  }

  return (
    <details className="rounded-md border px-4 py-3">
      <summary className="cursor-pointer text-sm">{text.classicParts.title}</summary>
      <div className="mt-4 grid gap-4 sm:grid-cols-3">
        {partNames.map((name) => (
          <Field key={name} label={text.classicParts[name]} hint={text.classicParts[`${name}Hint`]}>
            <Input
              mono
              autoComplete="off"
              spellCheck={false}
              value={parts[name]}
              onChange={({ target }) => change(name, target.value)}
            />
          </Field>
        ))}
      </div>
    </details>
  );
}

/** As the help page would have it. A host alone is asked over HTTPS. */
function uriOf({ host, workspace, service }: typeof none): string {
  const origin = (/^https?:\/\//i.test(host) ? host : `https://${host}`).replace(/\/$/, "");
  return `${origin}/workspaces/${encodeURIComponent(workspace)}/services/${encodeURIComponent(service)}/execute?api-version=2.0&details=true`;
}
