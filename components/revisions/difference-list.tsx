import { Badge, type Tone } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import type { Difference, DifferentPart } from "@/lib/revisions/schema";
import { changedLines } from "./changed-lines";

const tones: Record<Difference["change"], Tone> = { added: "success", removed: "danger", changed: "info" };

/** What differs between two states of an API: settings, policies, operations. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  return (
    <ul className="divide-y">
      {differences.map(({ subject, change, parts }) => (
        <li key={`${change} ${subject}`} className="space-y-3 px-5 py-4">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <Badge tone={tones[change]}>{text.changes[change]}</Badge>
            <span className="min-w-0 break-words">{subject}</span>
          </p>
          {parts.map((part) => (
            <Part key={part.name} part={part} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function State({ label, lines }: { label: string; lines: string }) {
  return <CodeBlock code={lines || text.empty} label={label} showLabel wrap className="max-h-60" />;
}

function Part({ part: { name, before, after } }: { part: DifferentPart }) {
  const lines = changedLines(before, after);
  return (
    <div className="grid gap-2 lg:grid-cols-2">
      <State label={text.beforeOf(name)} lines={lines.before} />
      <State label={text.afterOf(name)} lines={lines.after} />
    </div>
  );
}
