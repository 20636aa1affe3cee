import { useMemo, useState } from "react";
import { findJobId, findJobResults, type JobResult } from "@/lib/azureml/job-results";
import { findServiceError, findTables, type ResultTable, type ServiceError } from "@/lib/azureml/tables";
import { type ContentKind, charsetOf, headerOf } from "@/lib/try-it/content-kind";
import type { Answer } from "./run-state";

/** Longer JSON is read whole only when somebody asks for its tables: it would hold up the page for a moment. */
const readAtOnceBytes = 5_000_000;

export interface ParsedAnswer {
  tables: ResultTable[];
  /** Of a batch job's submit. */
  jobId: string | null;
  /** Where a finished batch job's results are. */
  jobResults: JobResult[];
  /** A web service's own refusal. */
  error: ServiceError | null;
  /** Reads it after all; null where it has been read, or there is nothing to read. */
  read: (() => void) | null;
}

const nothing: ParsedAnswer = { tables: [], jobId: null, jobResults: [], error: null, read: null };

/** What an answer in JSON holds, once it is whole. */
export function useParsedAnswer(answer: Answer, kind: ContentKind, arriving: boolean): ParsedAnswer {
  const { body, headers, receivedBytes } = answer;
  const [asked, setAsked] = useState<Answer["body"] | null>(null);
  const readable = kind === "json" && !arriving;
  const now = readable && (receivedBytes <= readAtOnceBytes || asked === body);
  return useMemo(() => {
    if (!readable) return nothing;
    if (!now) return { ...nothing, read: () => setAsked(body) };
    const { text } = body.text(charsetOf(headerOf(headers, "content-type")), receivedBytes);
    return parse(text);
  }, [readable, now, body, headers, receivedBytes]);
}

function parse(text: string): ParsedAnswer {
  try {
    const value: unknown = JSON.parse(text);
    return {
      tables: findTables(value),
      jobId: findJobId(value),
      jobResults: findJobResults(value),
      error: findServiceError(value),
      read: null,
    };
  } catch {
    // Not JSON after all, or cut off: it is shown as the text that it is.
    return nothing;
  }
}
