import { describe, expect, it } from "vitest";
import { createCatalogueSearch } from "./catalogue-search";
import { filtersHref, type ListedApi, readFilters, selectApis } from "./select-apis";

const searchable = [
  {
    slug: "demo",
    name: "AzureML Demo API",
    summary: "Scores texts.",
    tags: ["text"],
    operations: [
      {
        slug: "rrs",
        displayName: "RRS Execute",
        method: "POST",
        urlTemplate: "/workspaces/{workspace}/execute",
      },
      { slug: "status", displayName: "BES Status", method: "GET", urlTemplate: "/jobs/{jobid}" },
    ],
  },
  {
    slug: "prices",
    name: "Automobile prices",
    summary: "Predicts what a car costs.",
    tags: ["regression"],
    operations: [{ slug: "rrs", displayName: "Predict price", method: "POST", urlTemplate: "/score" }],
  },
];

const search = createCatalogueSearch(searchable);

describe("the search over the catalogue", () => {
  it.each([
    ["rrs", ["RRS Execute"]],
    ["exec", ["RRS Execute"]],
    ["status jobid", ["BES Status"]],
    ["get jobs", ["BES Status"]],
    ["regression", ["Automobile prices"]],
    ["automobil", ["Automobile prices", "Predict price"]],
    ["autmobile", ["Automobile prices", "Predict price"]],
    ["price", ["Automobile prices", "Predict price"]],
    ["nothing-like-it", []],
    ["status price", []],
  ])("finds for %j: %j", (text, names) => {
    expect(
      search(text)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(names.toSorted());
  });

  it("puts a name before an address, and leads to the page", () => {
    expect(search("demo")[0]).toMatchObject({ kind: "api", href: "/apis/demo" });
    expect(search("predict price")[0]).toMatchObject({ href: "/apis/prices/operations/rrs" });
  });
});

const apis: ListedApi[] = searchable.map(({ operations, ...api }, index) => ({
  ...api,
  featured: false,
  published: true,
  version: null,
  versionCount: 1,
  deprecatedOn: null,
  updatedAtMs: index,
  operationCount: operations.length,
  products: [{ slug: index === 0 ? "starter" : "unlimited", name: "Product" }],
  operations,
}));

function select(query: string, withHits = true) {
  const filters = readFilters(new URLSearchParams(query));
  const hits = withHits && filters.text !== "" ? search(filters.text) : null;
  return selectApis(apis, filters, hits).map(({ api, matches }) => [
    api.slug,
    ...matches.map(({ name }) => name),
  ]);
}

describe("the list of APIs", () => {
  it.each([
    ["", [["prices"], ["demo"]]],
    ["sort=newest", [["prices"], ["demo"]]],
    ["sort=operations", [["demo"], ["prices"]]],
    ["sort=nonsense&page=x", [["prices"], ["demo"]]],
    ["tag=regression", [["prices"]]],
    ["product=starter", [["demo"]]],
    ["tag=regression&product=starter", []],
    ["q=bes", [["demo", "BES Status"]]],
    ["q=bes&product=unlimited", []],
    ["q=automobile", [["prices", "Predict price"]]],
  ])("for ?%s shows %j", (query, expected) => {
    expect(select(query)).toEqual(expected);
  });

  it("looks through names while the search is not there yet", () => {
    expect(select("q=CAR+costs", false)).toEqual([["prices"]]);
  });

  it.each(["/apis", "/apis?q=a+b&tag=x&product=y&sort=newest&page=3"])(
    "reads %s and writes it again",
    (href) => {
      const url = new URL(href, "http://portal.example");
      expect(filtersHref("/apis", readFilters(url.searchParams))).toBe(href);
    },
  );
});
