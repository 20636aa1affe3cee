/** The results in a batch job's status. Browser-safe. */

export interface JobResult {
  /** The output's name. */
  name: string;
  /** `container/blob.csv`. */
  location: string;
  /** Reads the blob for as long as its token lasts. */
  url: string;
}

/** Where a finished job's results are; an empty list for every other answer, and for addresses that are not HTTP's. */
export function findJobResults(answer: unknown): JobResult[] {
  if (!isObject(answer) || answer.StatusCode !== "Finished" || !isObject(answer.Results)) return [];
  return Object.entries(answer.Results).flatMap(([name, result]) => {
    if (!isObject(result)) return [];
    const { BaseLocation: base, RelativeLocation: location, SasBlobToken: token } = result;
    if (typeof base !== "string" || typeof location !== "string") return [];
    const url = webAddress(base + location + (typeof token === "string" ? token : ""));
    return url === null ? [] : [{ name, location, url }];
  });
}

/** The id in the answer of a submit: a JSON string [doc]. Null in every other answer. */
export function findJobId(answer: unknown): string | null {
  return typeof answer === "string" && /^[\w-]{1,100}$/.test(answer) ? answer : null;
}

function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "" ? href : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
