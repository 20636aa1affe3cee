import { z } from "zod";
import { tableToCsv } from "./tables";

/** Which operations of an API work on the same batch jobs, told by their URL templates alone. Pure. */

interface TemplateOperation {
  method: string;
  urlTemplate: string;
}

export type JobStep = "submit" | "start" | "status" | "delete";

/** An operation's part in a family of jobs. */
interface JobPart {
  step: JobStep;
  /** The template of the jobs' address, without the query: `/workspaces/{workspace}/services/{service}/jobs`. */
  jobs: string;
  /** The parameter that names a job; null where jobs are submitted. */
  parameter: string | null;
}

const stepsByAddress: Record<string, JobStep> = {
  "POST /jobs": "submit",
  "POST /jobs/{}/start": "start",
  "GET /jobs/{}": "status",
  "DELETE /jobs/{}": "delete",
};

/** `.../jobs` submits; `.../jobs/{id}` and `.../jobs/{id}/start` are about one job [doc]. */
export function jobPartOf({ method, urlTemplate }: TemplateOperation): JobPart | null {
  const [path = ""] = urlTemplate.split("?");
  const match = /^(.*\/jobs)(?:\/\{([^/{}]+)\}(\/start)?)?$/.exec(path);
  if (!match) return null;
  const [, jobs = "", parameter, start = ""] = match;
  const step = stepsByAddress[`${method} /jobs${parameter === undefined ? "" : `/{}${start}`}`];
  return step ? { step, jobs, parameter: parameter ?? null } : null;
}

/** Those of the operations that work on the same jobs, in the given order. */
export function jobFamily<Operation extends TemplateOperation>(
  jobs: string,
  operations: readonly Operation[],
): { operation: Operation; part: JobPart }[] {
  return operations.flatMap((operation) => {
    const part = jobPartOf(operation);
    return part?.jobs === jobs ? [{ operation, part }] : [];
  });
}

/** The address beside the jobs that scores at once: its documentation knows what a table looks like. */
export function isScoringBeside(jobs: string, { method, urlTemplate }: TemplateOperation): boolean {
  const [path] = urlTemplate.split("?");
  return method === "POST" && path === `${placeOfJobs(jobs)}execute`;
}

/** What stands before `jobs`: the address of the web service, with a slash at its end. */
export function placeOfJobs(jobs: string): string {
  return jobs.slice(0, -"jobs".length);
}

/** A small input for a whole job in code samples. */
export interface SampleJob {
  /** The lines of a CSV, header row first. */
  table: string[];
  outputName: string;
  parameters: Record<string, string>;
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const requestSample = z.object({
  Inputs: z.record(
    z.string(),
    z.object({ ColumnNames: z.array(z.string()), Values: z.array(z.array(cell)) }),
  ),
  GlobalParameters: z.record(z.string(), cell).nullish(),
});
const responseSample = z.object({ Results: z.record(z.string(), z.unknown()) });

/** From the samples of the operation that scores at once; where they tell nothing, the tutorial's own. */
export function sampleJobOf(samples: {
  request?: string | undefined;
  response?: string | undefined;
}): SampleJob {
  const request = requestSample.safeParse(parse(samples.request)).data;
  const [input] = Object.values(request?.Inputs ?? {});
  const response = responseSample.safeParse(parse(samples.response)).data;
  const table = input
    ? { columns: input.ColumnNames, rows: input.Values }
    : { columns: ["Col2"], rows: [["This is a good day"]] };
  return {
    table: tableToCsv(table).trimEnd().split("\r\n"),
    outputName: Object.keys(response?.Results ?? {})[0] ?? "output1",
    parameters: Object.fromEntries(
      Object.entries(request?.GlobalParameters ?? {}).map(([name, value]) => [name, String(value ?? "")]),
    ),
  };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // A sample need not be JSON.
    return null;
  }
}
