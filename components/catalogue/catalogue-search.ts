import MiniSearch from "minisearch";
import { apiHref, operationHref, type SearchableApi, type SearchHit } from "./search-entries";

/** Answers with what fits all words of a text, best first. */
export type CatalogueSearch = (text: string) => SearchHit[];

interface Entry {
  id: number;
  hit: SearchHit;
  name: string;
  address: string;
  about: string;
}

const fields = ["name", "address", "about"];

/** Searches APIs and operations by name, address, summary and tags; words may be begun or slightly misspelt. */
export function createCatalogueSearch(apis: readonly SearchableApi[]): CatalogueSearch {
  const entries = apis.flatMap(entriesOf).map((entry, id) => ({ ...entry, id }));
  const index = new MiniSearch<Entry>({ fields, searchOptions: { boost: { name: 4, address: 2 } } });
  index.addAll(entries);
  return (text) => {
    const found = index.search(text, {
      combineWith: "AND",
      prefix: true,
      fuzzy: (word) => (word.length > 4 ? 0.2 : false),
    });
    return found.flatMap(({ id }) => entries[id]?.hit ?? []);
  };
}

function entriesOf({ slug, name, summary, tags, operations }: SearchableApi): Omit<Entry, "id">[] {
  const about = [summary, ...tags].join(" ");
  const ofApi = { apiSlug: slug, apiName: name };
  return [
    { hit: { kind: "api", name, href: apiHref(slug), ...ofApi }, name, address: "", about },
    ...operations.map(({ slug: operationSlug, displayName, method, urlTemplate }) => {
      const href = operationHref(slug, operationSlug);
      return {
        hit: { kind: "operation" as const, name: displayName, href, method, urlTemplate, ...ofApi },
        name: displayName,
        address: `${method} ${urlTemplate}`,
        about: name,
      };
    }),
  ];
}
