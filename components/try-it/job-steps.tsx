"use client";

import { useEffect } from "react";
import { LinkButton } from "@/components/ui/link-button";
import type { JobStep } from "@/lib/azureml/job-operations";
import { jobMessages as text } from "@/lib/messages/en/jobs";
import { jobIdInUrl, writeJobLink } from "@/lib/try-it/job-link";
import { operationParameters } from "@/lib/try-it/parameters";
import { useConsole } from "./console-context";
import { LabelledRegion } from "./labelled-region";
import type { Run } from "./run-state";
import { remember } from "./tab-memory";

interface JobStepsProps {
  run: Extract<Run, { phase: "done" }>;
  /** The id in the answer, where jobs are submitted. */
  submittedId: string | null;
  /** Whether the answer says that the job has its results. */
  finished: boolean;
}

/** After a call about a batch job: the other operations on the same job, its id filled in. */
export function JobSteps({ run, submittedId, finished }: JobStepsProps) {
  const { props, form } = useConsole();
  const { job, operation, api } = props;
  const done = job !== null && run.answer !== null && run.answer.status < 300;
  const jobId = !done ? null : job.step === "submit" ? submittedId : jobIdInUrl(run.request.url);
  const parameters = operationParameters(operation);
  const fragmentTo = (target: string) =>
    jobId === null ? "" : writeJobLink({ parameters, values: form.parameters, target, jobId }, api);
  // Operations on one job call it by one name, as a rule; where they do not, the links still do right.
  const remembered = job?.others[0] ? fragmentTo(job.others[0].parameter) : "";
  useEffect(() => {
    if (remembered !== "") remember("job", api.id, remembered);
  }, [api.id, remembered]);

  if (job !== null && job.parameter !== null && run.answer?.status === 404) {
    return <p className="text-sm">{text.othersJob}</p>;
  }
  if (jobId === null || job === null) return null;
  const steps = job.others.filter(({ step }) => isNext(step, { done: job.step, finished }));
  return (
    <LabelledRegion label={text.next}>
      <p className="flex flex-wrap items-center gap-2">
        {steps.map(({ label, href, parameter }) => (
          <LinkButton key={href} href={`${href}#${fragmentTo(parameter)}`} size="sm">
            {label}
          </LinkButton>
        ))}
        <code className="break-all font-mono text-code text-muted">{jobId}</code>
      </p>
    </LabelledRegion>
  );
}

/** What has ended is not started; what was deleted can be asked how it ended. */
function isNext(step: JobStep, { done, finished }: { done: JobStep; finished: boolean }): boolean {
  return done === "delete" ? step === "status" : !(finished && step === "start");
}
