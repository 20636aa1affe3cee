import { z } from "zod";
import { callApi } from "@/lib/http/api-client";
import { type CatalogueSearch, createCatalogueSearch } from "./catalogue-search";

const answer = z.object({
  apis: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      summary: z.string(),
      tags: z.array(z.string()),
      operations: z.array(
        z.object({ slug: z.string(), displayName: z.string(), method: z.string(), urlTemplate: z.string() }),
      ),
    }),
  ),
});

const freshMs = 60_000;

let loaded: { search: Promise<CatalogueSearch>; atMs: number } | null = null;

/** The search over what this visitor may see, fetched at most once a minute. @throws ApiProblem */
export function loadCatalogueSearch(nowMs = Date.now()): Promise<CatalogueSearch> {
  if (loaded && nowMs - loaded.atMs < freshMs) return loaded.search;
  const search = callApi("/api/search", { schema: answer }).then(({ apis }) => createCatalogueSearch(apis));
  const mine = { search, atMs: nowMs };
  loaded = mine;
  search.catch(() => {
    if (loaded === mine) loaded = null;
  });
  return search;
}
