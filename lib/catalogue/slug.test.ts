import { expect, it } from "vitest";
import { freeSlug, slugOf } from "./slug";

it.each([
  ["AzureML Demo API", "azureml-demo-api"],
  ["  RRS: Execute!  ", "rrs-execute"],
  ["Tečaj & đak", "tecaj-dak"],
  ["Straße", "strasse"],
  ["日本", "api"],
  [`${"a".repeat(79)} b`, "a".repeat(79)],
])("the slug of %j is %s", (name, slug) => {
  expect(slugOf(name, "api")).toBe(slug);
});

it("a taken slug gets the first free number", () => {
  expect(freeSlug("demo", ["other"])).toBe("demo");
  expect(freeSlug("demo", ["demo", "demo-2", "demo-4"])).toBe("demo-3");
});
