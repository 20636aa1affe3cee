import type { SearchHit } from "./search-entries";

export interface ListedApi {
  slug: string;
  name: string;
  summary: string;
  tags: string[];
  featured: boolean;
  published: boolean;
  updatedAtMs: number;
  /** Such as v1; of its versions the one that stands for all. */
  version: string | null;
  versionCount: number;
  deprecatedOn: string | null;
  operationCount: number;
  products: { slug: string; name: string }[];
  /** The first few. */
  operations: ListedOperation[];
}

export interface ListedOperation {
  slug: string;
  displayName: string;
  method: string;
}

export const apiSorts = ["name", "newest", "operations"] as const;
export type ApiSort = (typeof apiSorts)[number];

export interface ApiFilters {
  text: string;
  tag: string;
  product: string;
  sort: ApiSort;
  page: number;
}

/** The filters as the address holds them; what is not understood counts as absent. */
export function readFilters(params: Pick<URLSearchParams, "get">): ApiFilters {
  const sort = params.get("sort");
  return {
    text: (params.get("q") ?? "").trim().slice(0, 200),
    tag: params.get("tag") ?? "",
    product: params.get("product") ?? "",
    sort: apiSorts.find((known) => known === sort) ?? "name",
    page: Math.max(1, Number.parseInt(params.get("page") ?? "1", 10) || 1),
  };
}

/** The address of a state of the list; what is as usual is left out. */
export function filtersHref(path: string, { text, tag, product, sort, page }: ApiFilters): string {
  const params = new URLSearchParams();
  if (text !== "") params.set("q", text);
  if (tag !== "") params.set("tag", tag);
  if (product !== "") params.set("product", product);
  if (sort !== "name") params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  return params.size === 0 ? path : `${path}?${params}`;
}

export interface SelectedApi {
  api: ListedApi;
  /** The operations that were searched for. */
  matches: SearchHit[];
}

/**
 * What the list shows. `hits` is what the search found for the text; null while it is not there yet, and then names,
 * summaries and tags are looked through. A text's order is that of its hits.
 */
export function selectApis(
  apis: readonly ListedApi[],
  { text, tag, product, sort }: ApiFilters,
  hits: readonly SearchHit[] | null,
): SelectedApi[] {
  const offered = apis.filter(
    (api) =>
      (tag === "" || api.tags.includes(tag)) &&
      (product === "" || api.products.some(({ slug }) => slug === product)),
  );
  if (text !== "" && hits) return byHits(offered, hits);
  return offered
    .filter((api) => text === "" || hasWords(api, text))
    .toSorted(comparisons[sort])
    .map((api) => ({ api, matches: [] }));
}

const comparisons: Record<ApiSort, (a: ListedApi, b: ListedApi) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, "en"),
  newest: (a, b) => b.updatedAtMs - a.updatedAtMs,
  operations: (a, b) => b.operationCount - a.operationCount || a.name.localeCompare(b.name, "en"),
};

function hasWords({ name, summary, tags }: ListedApi, text: string): boolean {
  const whole = [name, summary, ...tags].join("\n").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
}

function byHits(apis: readonly ListedApi[], hits: readonly SearchHit[]): SelectedApi[] {
  const bySlug = new Map(apis.map((api) => [api.slug, api]));
  const selected = new Map<string, SelectedApi>();
  for (const hit of hits) {
    const api = bySlug.get(hit.apiSlug);
    if (!api) continue;
    const entry = selected.get(api.slug) ?? { api, matches: [] };
    if (hit.kind === "operation") entry.matches.push(hit);
    selected.set(api.slug, entry);
  }
  return [...selected.values()];
}
