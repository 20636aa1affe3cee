import { ask } from "./ask";
import type {
  AnswerSink,
  CallTarget,
  GatewayCall,
  GatewayParts,
  JobOwners,
  RouteMatch,
  SubscriptionEntry,
} from "./parts";
import { refuse } from "./refusal";
import { SubmitAnswer } from "./submit-answer";

/** The path segment that batch jobs stand behind (`.../jobs`, `.../jobs/{id}`, `.../jobs/{id}/start`). */
const collection = "jobs";

/**
 * Refuses a call about a job that another subscription submitted, before the backend hears of it. Told by the path as
 * it was called, so that no template, wildcard or second API in front of the same web service leads round it.
 */
export function holdJobOwners(
  { jobs }: Pick<GatewayParts, "jobs">,
  route: RouteMatch,
  target: CallTarget,
  subscription: SubscriptionEntry | null,
): null | Promise<null> {
  return isAboutJobs(target) ? holdJobs(jobs, route, target, subscription) : null;
}

async function holdJobs(
  jobs: JobOwners,
  route: RouteMatch,
  target: CallTarget,
  subscription: SubscriptionEntry | null,
): Promise<null> {
  const { backend, acceptsForeignJobs } = route.api;
  for (const jobId of jobsNamed(ownSegments(route, target))) {
    const owner = await ask(() => jobs.ownerOf(backend.origin, jobId), refuseUnavailable);
    if (owner === null ? acceptsForeignJobs : owner === subscription?.id) continue;
    const detail =
      owner === null ? "the job was not submitted here" : "the job belongs to another subscription";
    throw refuse("not-found", { detail });
  }
  return null;
}

/** Whether a call is about batch jobs, which only the backend knows that took them. */
export function isAboutJobs({ segments }: CallTarget): boolean {
  return segments.includes(collection);
}

/** Who hears the answer of a job's submission binds the job that it names to the subscription. */
export function bindSubmitted(
  jobs: JobOwners,
  { method }: GatewayCall,
  route: RouteMatch,
  target: CallTarget,
  subscription: SubscriptionEntry | null,
): ((answer: AnswerSink) => AnswerSink) | null {
  if (subscription === null || method !== "POST" || !target.segments.includes(collection)) return null;
  const named = ownSegments(route, target).filter((segment) => segment !== "");
  if (named.at(-1) !== collection) return null;
  const bind = (jobId: string): Promise<void> =>
    jobs.bind(route.api.backend.origin, jobId.toLowerCase(), subscription.id);
  return (answer) => new SubmitAnswer(answer, bind);
}

/** The segments below the API's suffix, lower case. */
function ownSegments({ operationPath }: RouteMatch, { segments }: CallTarget): readonly string[] {
  const count = operationPath.split("/").length - 1;
  return segments.slice(segments.length - count);
}

function jobsNamed(segments: readonly string[]): string[] {
  return segments.flatMap((segment, n) => {
    // Some servers read what follows a semicolon as no part of the id (RFC 3986 section 3.3).
    const [id = ""] = segment.split(";");
    return segments[n - 1] === collection && id !== "" ? [id] : [];
  });
}

function refuseUnavailable(error: unknown): never {
  throw refuse("jobs-unavailable", { retryAfterSeconds: 5, detail: String(error) });
}
