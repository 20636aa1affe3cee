import { inTime } from "@/lib/limits/in-time";
import { ask } from "./ask";
import type { AnswerSink, GatewayCall } from "./call";
import type { SubscriptionEntry } from "./entries";
import type { GatewayParts, JobOwners } from "./parts";
import { refuse } from "./refusal";
import type { ApiRoute, RouteMatch } from "./routes";
import { SubmitAnswer } from "./submit-answer";
import { decodePath } from "./target";

/** The path segment that batch jobs stand behind (`.../jobs`, `.../jobs/{id}`, `.../jobs/{id}/start`). */
const collection = "jobs";
const baseOfJobs = /\/jobs\/*$/i;
const perhapsJobs = /jobs|%/i;
/** How long a call waits for a database that says nothing. */
const patienceMs = 3_000;

/**
 * Refuses a call about a job that another subscription submitted, before the backend hears of it. Told by the path that
 * the backend is asked for, so that no template, rewriting, wildcard or second API in front of the same web service
 * leads round it.
 */
export function holdJobOwners(
  { jobs }: Pick<GatewayParts, "jobs">,
  sent: RouteMatch,
  subscription: SubscriptionEntry | null,
): null | Promise<null> {
  const segments = jobSegments(sent);
  return segments === null ? null : holdJobs(jobs, sent.api, segments, subscription);
}

async function holdJobs(
  jobs: JobOwners,
  { backend, acceptsForeignJobs }: ApiRoute,
  segments: readonly string[],
  subscription: SubscriptionEntry | null,
): Promise<null> {
  const named = segments.filter((_, n) => segments[n - 1] === collection);
  for (const jobId of named) {
    const asking = async () => jobs.ownerOf(backend.origin, jobId);
    const owner = await ask(() => inTime(asking(), patienceMs, "reading a job's owner"), refuseUnavailable);
    if (owner === null ? acceptsForeignJobs : owner === subscription?.id) continue;
    const detail =
      owner === null ? "the job was not submitted here" : "the job belongs to another subscription";
    throw refuse("not-found", { detail });
  }
  return null;
}

/** Whether a call is about batch jobs, which only the backend knows that took them. */
export function isAboutJobs(sent: RouteMatch): boolean {
  return jobSegments(sent) !== null;
}

/** Who hears the answer of a job's submission binds the job that it names to the subscription. */
export function bindSubmitted(
  jobs: JobOwners,
  { method }: GatewayCall,
  sent: RouteMatch,
  subscription: SubscriptionEntry | null,
): ((answer: AnswerSink) => AnswerSink) | null {
  if (subscription === null || method !== "POST" || jobSegments(sent)?.at(-1) !== collection) return null;
  const bind = (jobId: string): Promise<void> =>
    jobs.bind(sent.api.backend.origin, jobId.toLowerCase(), subscription.id);
  return (answer) => new SubmitAnswer(answer, bind);
}

/**
 * What is asked of the backend, segment by segment, from its base path's last one on where jobs stand behind that; null
 * where no jobs do. Read as the most forgiving server would: escapes resolved, slashes merged, lower case, and what
 * follows a semicolon left out (RFC 3986 section 3.3).
 */
function jobSegments({ api, operationPath }: RouteMatch): readonly string[] | null {
  const isBehind = baseOfJobs.test(api.backend.basePath);
  if (!isBehind && !perhapsJobs.test(operationPath)) return null;
  const segments = decodePath(operationPath)
    .toLowerCase()
    .split("/")
    .map((segment) => segment.replace(/;.*$/s, ""))
    .filter((segment) => segment !== "");
  const all = isBehind ? [collection, ...segments] : segments;
  return all.includes(collection) ? all : null;
}

function refuseUnavailable(error: unknown): never {
  throw refuse("jobs-unavailable", { retryAfterSeconds: 5, detail: String(error) });
}
