"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { JobResult } from "@/lib/azureml/job-results";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { jobMessages as text } from "@/lib/messages/en/jobs";
import type { CallSummary } from "@/lib/try-it/frames";
import { type ResultPreview, resultPreview } from "@/lib/try-it/result-preview";
import { LabelledRegion } from "./labelled-region";
import { ResultTables } from "./result-tables";

interface JobResultsProps {
  results: readonly JobResult[];
  /** What opens the results that can be shown as tables. */
  tickets: CallSummary["results"];
}

/** A finished job's results: a link to each, and the beginning of its table. */
export default function JobResults({ results, tickets }: JobResultsProps) {
  return (
    <LabelledRegion label={text.results} className="text-sm">
      <div className="space-y-3">
        {results.map((result) => (
          <OneResult
            key={result.name}
            result={result}
            ticket={tickets.find(([output]) => output === result.name)?.[1]}
          />
        ))}
      </div>
    </LabelledRegion>
  );
}

interface OneResultProps {
  result: JobResult;
  ticket: string | undefined;
}

function OneResult({ result: { name, location, url }, ticket }: OneResultProps) {
  const preview = usePreview(ticket);
  return (
    <div className="space-y-1.5">
      <p className="flex flex-wrap items-center gap-x-3">
        <span className="font-medium">{name}</span>
        <a
          href={url}
          rel="noopener noreferrer"
          target="_blank"
          className="inline-flex min-h-6 items-center text-accent-text underline underline-offset-2"
          aria-label={text.openOf(name)}
        >
          {text.open}
        </a>
        {preview.phase === "done" && (
          <span className="text-muted text-xs">
            {preview.more ? text.firstRows(preview.rows.length) : text.allRows(preview.rows.length)}
          </span>
        )}
      </p>
      <Preview name={name} preview={preview} />
      <p className="text-muted text-xs">
        <code className="break-all font-mono">{location}</code>. {text.validity}
      </p>
    </div>
  );
}

function Preview({ name, preview }: { name: string; preview: PreviewState }) {
  if (preview.phase === "none") return <p className="text-muted">{text.noPreview}</p>;
  if (preview.phase === "loading") {
    return (
      <p role="status" className="flex items-center gap-2 text-muted">
        <Spinner /> {text.loading}
      </p>
    );
  }
  if (preview.phase === "failed") {
    return (
      <p className="flex flex-wrap items-center gap-2 text-warning">
        {preview.why}
        <Button size="sm" onClick={preview.again}>
          {text.again}
        </Button>
      </p>
    );
  }
  const { columns, rows } = preview;
  const types = columns.map((_, column) =>
    rows.every((row) => isNumber(row[column])) ? "Double" : "String",
  );
  return <ResultTables tables={[{ name: text.tableOf(name), columns, types, rows }]} />;
}

/** A CSV does not tell its columns' types; a column of numbers is drawn as one. */
function isNumber(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() !== "" && Number.isFinite(Number(cell));
}

type Loaded = { phase: "failed"; why: string } | ({ phase: "done" } & ResultPreview);
type PreviewState = { phase: "none" } | { phase: "loading" } | (Loaded & { again(): void });

/** Reads the beginning of a result as soon as its ticket is there, and once more when asked to. */
function usePreview(ticket: string | undefined): PreviewState {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    setLoaded(null);
    if (ticket === undefined) return;
    const leaving = new AbortController();
    readPreview(ticket, leaving.signal).then(
      (read) => leaving.signal.aborted || setLoaded(read),
      (error: unknown) => {
        if (!leaving.signal.aborted) throw error;
      },
    );
    return () => leaving.abort();
  }, [ticket, attempt]);
  if (ticket === undefined) return { phase: "none" };
  return loaded ? { ...loaded, again: () => setAttempt(attempt + 1) } : { phase: "loading" };
}

async function readPreview(ticket: string, signal: AbortSignal): Promise<Loaded> {
  try {
    const options = { method: "POST", body: { ticket }, schema: resultPreview, signal } as const;
    return { phase: "done", ...(await callApi("/api/try-it/result", options)) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { phase: "failed", why: error.message };
  }
}
