import { describe, expect, it } from "vitest";
import { operationInput } from "@/lib/catalogue/schema";
import { errorBodySchema, rrsRequestSchema, rrsResponseSchemas } from "./contract";
import { readableJson, sampleResponse, sampleSwaggerRequest, sampleTableRequest } from "./samples";
import { classicOperations } from "./templates";
import { featureHashingService, priceRegressionService } from "./web-service";

const workspace = "a".repeat(32);
const service = "b".repeat(32);
const operations = classicOperations({ workspace, service });

describe("the five operations", () => {
  it("are the tutorial's, in its order", () => {
    const base = "/workspaces/{workspace}/services/{service}";
    expect(
      operations.map(({ displayName, method, urlTemplate }) => [displayName, method, urlTemplate]),
    ).toEqual([
      ["RRS Execute", "POST", `${base}/execute?api-version={apiversion}&details={details}`],
      ["BES Submit", "POST", `${base}/jobs?api-version={apiversion}`],
      ["BES Start", "POST", `${base}/jobs/{jobid}/start?api-version={apiversion}`],
      ["BES Status", "GET", `${base}/jobs/{jobid}?api-version={apiversion}`],
      ["BES Delete", "DELETE", `${base}/jobs/{jobid}?api-version={apiversion}`],
    ]);
  });

  it.each(operations)("$displayName describes exactly the parameters of its URL template", (operation) => {
    const named = [...operation.urlTemplate.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(operation.parameters.map(({ name }) => name).sort()).toEqual(named.sort());
    const query = operation.urlTemplate.indexOf("?");
    for (const { name, in: place } of operation.parameters) {
      expect(place).toBe(operation.urlTemplate.indexOf(`{${name}}`) > query ? "query" : "path");
    }
  });

  it.each(operations)("$displayName is an operation that can be stored as it is", (operation) => {
    expect(operationInput.parse(operation)).toEqual(operation);
  });

  it("can be sent with their defaults once the ids are known", () => {
    const [execute] = operations;
    const defaults = Object.fromEntries(execute?.parameters.map((each) => [each.name, each.default]) ?? []);
    expect(defaults).toEqual({ workspace, service, apiversion: "2.0", details: "true" });
    const body: unknown = JSON.parse(execute?.request?.representations[0]?.sample ?? "");
    expect(rrsRequestSchema.parse(body)).toEqual(body);
  });

  it.each(operations)("$displayName shows AzureML's own error bodies", ({ responses }) => {
    const refusals = responses.filter(({ status }) => status >= 400);
    expect(refusals.map(({ status }) => status)).toEqual(expect.arrayContaining([401, 404]));
    for (const { representations } of refusals) {
      errorBodySchema.parse(JSON.parse(representations[0]?.sample ?? ""));
    }
  });
});

describe.each([featureHashingService, priceRegressionService])("the samples of $name", (webService) => {
  it("follow the contract in every form", () => {
    expect(rrsRequestSchema.safeParse(sampleTableRequest(webService)).success).toBe(true);
    expect(rrsRequestSchema.safeParse(sampleSwaggerRequest(webService)).success).toBe(true);
    for (const form of ["detailed", "values", "swagger"] as const) {
      expect(rrsResponseSchemas[form].safeParse(sampleResponse(webService, form)).success).toBe(true);
    }
  });
});

describe("readableJson", () => {
  it("keeps a row on one line and is the same value", () => {
    const value = { a: [["1", null], []], b: {}, c: [{ d: 1 }], e: "x" };
    expect(JSON.parse(readableJson(value))).toEqual(value);
    expect(readableJson({ Values: [["1", "2"]] })).toBe('{\n  "Values": [\n    ["1", "2"]\n  ]\n}');
  });
});
