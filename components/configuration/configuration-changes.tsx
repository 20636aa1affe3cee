"use client";

import { useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormActions } from "@/components/ui/form-actions";
import type { ConfigurationDifference, ConfigurationReport } from "@/lib/configuration/schema";
import { configurationPageMessages as text } from "@/lib/messages/en/configuration-page";

interface ConfigurationChangesProps {
  report: ConfigurationReport;
  /** @throws Error with a message to be shown */
  onApply: () => Promise<void>;
}

const mostShown = 300;

/** What comes, changes and goes, and the button that makes it so. */
export function ConfigurationChanges({ report, onApply }: ConfigurationChangesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const { differences, kept, unchanged, toSet } = report;
  const count = (kind: string) => differences.filter(({ change }) => change === kind).length;
  const counts = { added: count("added"), changed: count("changed"), removed: count("removed") };

  return (
    <section className="space-y-4 border-t pt-6">
      <h3 ref={heading} tabIndex={-1} className="font-semibold text-subheading">
        {text.changes}
      </h3>
      {differences.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {differences.slice(0, mostShown).map((difference) => (
            <Difference key={`${difference.change} ${difference.what}`} {...difference} />
          ))}
          {differences.length > mostShown && (
            <li className="px-4 py-2 text-muted text-sm">{text.more(differences.length - mostShown)}</li>
          )}
        </ul>
      )}
      {unchanged > 0 && differences.length > 0 && (
        <p className="text-muted text-sm">{text.unchanged(unchanged)}</p>
      )}
      {kept.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted">{text.kept(kept.length)}</summary>
          <ul className="mt-2 list-disc space-y-1 pl-5">
            {kept.slice(0, mostShown).map((what) => (
              <li key={what} className="break-words">
                {what}
              </li>
            ))}
          </ul>
        </details>
      )}
      {toSet.length > 0 && (
        <Alert tone="warning" title={text.toSet}>
          <ul className="space-y-1">
            {toSet.map((what) => (
              <li key={what} className="break-words">
                {what}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {differences.length > 0 && (
        <FormActions>
          <Button variant="primary" onClick={() => setAsking(true)}>
            {text.apply}
          </Button>
        </FormActions>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={text.applyTitle}
        consequence={`${text.consequence(counts)}${counts.removed > 0 ? ` ${text.removedForGood}` : ""}`}
        confirmLabel={text.apply}
        cancelLabel={text.cancel}
        tone={counts.removed > 0 ? "danger" : "primary"}
        onConfirm={onApply}
      />
    </section>
  );
}

const tones: Record<ConfigurationDifference["change"], Tone> = {
  added: "success",
  changed: "info",
  removed: "danger",
};

function Difference({ change, what, changes }: ConfigurationDifference) {
  return (
    <li className="space-y-2 px-4 py-2.5 text-sm">
      <p className="flex flex-wrap items-baseline gap-2">
        <Badge tone={tones[change]}>{text.kinds[change]}</Badge>
        <span className="min-w-0 break-words">{what}</span>
      </p>
      {changes.length > 0 && (
        <ul className="space-y-1.5">
          {changes.map(({ path, before, after }) => (
            <li key={path} className="min-w-0">
              <span className="text-muted">{path}</span> <Value value={before} label={text.from} />{" "}
              <Value value={after} label={text.to} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Value({ value, label }: { value: string | null; label: string }) {
  return (
    <>
      <span className="text-muted">{label}</span>{" "}
      {value === null || value === "" ? (
        <span className="text-muted">{value === null ? text.absent : text.empty}</span>
      ) : (
        <span className="whitespace-pre-wrap break-words font-mono text-code">{value}</span>
      )}
    </>
  );
}
