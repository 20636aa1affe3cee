/** One thing that can be found by name, with where it is. */
export interface SearchHit {
  kind: "api" | "operation";
  name: string;
  href: string;
  apiSlug: string;
  apiName: string;
  /** Of an operation. */
  method?: string;
  urlTemplate?: string;
}

export interface SearchableApi {
  slug: string;
  name: string;
  summary: string;
  tags: string[];
  operations: { slug: string; displayName: string; method: string; urlTemplate: string }[];
}

export function apiHref(apiSlug: string): string {
  return `/apis/${apiSlug}`;
}

export function operationHref(apiSlug: string, operationSlug: string): string {
  return `/apis/${apiSlug}/operations/${operationSlug}`;
}
