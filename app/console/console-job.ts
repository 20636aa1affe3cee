import type { ConsoleJob } from "@/components/try-it/console-props";
import {
  isScoringBeside,
  type JobStep,
  jobFamily,
  jobPartOf,
  placeOfJobs,
  sampleJobOf,
} from "@/lib/azureml/job-operations";
import { listOperationsAt, type PortalOperation } from "@/lib/catalogue/portal-queries";

const wholeJob: readonly JobStep[] = ["submit", "start", "status", "delete"];

/** What the console knows of the batch jobs that an operation works on; null for one that works on none. */
export async function consoleJob(
  { api, ...operation }: PortalOperation,
  hrefOf: (operation: { id: string; slug: string }) => string,
): Promise<ConsoleJob | null> {
  const own = jobPartOf(operation);
  if (!own) return null;
  const operations = await listOperationsAt(api.id, placeOfJobs(own.jobs));
  const family = jobFamily(own.jobs, operations);
  const scoring = operations.find((candidate) => isScoringBeside(own.jobs, candidate));
  const complete = wholeJob.every((step) => family.some(({ part }) => part.step === step));
  return {
    ...own,
    others: family.flatMap(({ operation: other, part: { step, parameter } }) =>
      step === own.step || parameter === null
        ? []
        : [{ step, parameter, label: other.displayName, href: hrefOf(other) }],
    ),
    sample: complete
      ? sampleJobOf({
          request: scoring?.request?.representations[0]?.sample,
          response: scoring?.responses.find(({ status }) => status === 200)?.representations[0]?.sample,
        })
      : null,
  };
}
