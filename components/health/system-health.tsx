import { Badge, type Tone } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import type { HealthLine } from "@/lib/health/schema";
import { healthMessages as text } from "@/lib/messages/en/health";

const tones = { good: "success", attention: "warning", bad: "danger" } as const satisfies Record<
  string,
  Tone
>;

/** How the parts of the system do, and what to do about those that do not do well. */
export function SystemHealth({ lines }: { lines: readonly HealthLine[] }) {
  return (
    <section aria-labelledby="system-health" className="mb-8 space-y-3">
      <h2 id="system-health" className="font-semibold text-heading">
        {text.title}
      </h2>
      <ul className="divide-y rounded-lg border bg-surface">
        {lines.map(({ name, state, value, advice, href }) => (
          <li key={name} className="grid gap-x-4 gap-y-1 px-4 py-2.5 text-sm sm:grid-cols-[12rem_1fr_auto]">
            <span className="font-medium">{href ? <TextLink href={href}>{name}</TextLink> : name}</span>
            <span className="min-w-0 break-words">
              {value}
              {advice !== null && <span className="mt-0.5 block max-w-prose text-muted">{advice}</span>}
            </span>
            <span>{state !== "info" && <Badge tone={tones[state]}>{text.states[state]}</Badge>}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
