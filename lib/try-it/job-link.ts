import type { Parameter } from "@/lib/catalogue/schema";
import { writeDeepLink } from "./deep-link";
import { parameterKey } from "./parameters";

interface JobLinkValues {
  /** Of the operation whose answer the link stands in. */
  parameters: readonly Parameter[];
  /** By `parameterKey`. */
  values: Readonly<Record<string, string>>;
  /** The parameter that names a job there, and the job. */
  target: string;
  jobId: string;
}

/**
 * A link's fragment to another operation on the same job: the job's id, and every value that both may have. What is a
 * default here need not be one there, so defaults are written too.
 */
export function writeJobLink(
  { parameters, values, target, jobId }: JobLinkValues,
  keyNames: { keyHeader: string; keyQuery: string },
): string {
  const named: Parameter = { name: target, in: "path", type: "string", required: true };
  const shared = parameters.map(({ default: _, ...parameter }): Parameter => parameter);
  const key = parameterKey(named);
  const all = [...shared.filter((parameter) => parameterKey(parameter) !== key), named];
  const none = { contentType: null, body: "" };
  return writeDeepLink(all, { ...none, parameters: { ...values, [key]: jobId } }, none, keyNames);
}

/** The job that a call was about, from its URL: `.../jobs/{id}` or `.../jobs/{id}/start`. */
export function jobIdInUrl(url: string): string | null {
  const [, written] = /^[^?]*\/jobs\/([^/?]+)(?:\/start)?(?:\?|$)/.exec(url) ?? [];
  return written === undefined ? null : decodeURIComponent(written);
}
