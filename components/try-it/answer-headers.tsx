"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import type { HeaderPair } from "@/lib/try-it/build-request";
import { LabelledRegion } from "./labelled-region";

/** All headers of the answer, in order, repeated ones kept. */
export function AnswerHeaders({ headers }: { headers: readonly HeaderPair[] }) {
  const written = headers.map(([name, value]) => `${name}: ${value}`);
  return (
    <LabelledRegion
      label={text.responseHeaders}
      action={<CopyButton text={written.join("\n")} name={text.copyHeaders} />}
    >
      <ul className="rounded-lg border bg-surface px-3 py-2 font-mono text-code">
        {headers.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and an answer's headers never move
          <li key={index} className="break-all">
            <span className="text-muted">{name}:</span> {value}
          </li>
        ))}
      </ul>
    </LabelledRegion>
  );
}
