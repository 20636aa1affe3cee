import { describe, expect, it } from "vitest";
import { buildSwagger } from "./swagger";
import { featureHashingService, priceRegressionService } from "./web-service";

const address = { host: "localhost:4010", scheme: "http", basePath: "/workspaces/w/services/s" } as const;

describe.each([featureHashingService, priceRegressionService])("swagger.json of $name", (webService) => {
  const swagger = buildSwagger(webService, address);

  it("lists its paths in the order that clients rely on", () => {
    expect(Object.keys(swagger.paths)).toEqual(["/swagger.json", "/execute?api-version=2.0&format=swagger"]);
  });

  it("has every definition that clients look up by name", () => {
    expect(Object.keys(swagger.definitions)).toEqual(
      expect.arrayContaining([
        "ExecutionRequest",
        "ExecutionInputs",
        "ExecutionOutputs",
        "input1Item",
        "output1Item",
        "GlobalParameters",
        "BatchInputs",
        "BatchOutputs",
      ]),
    );
  });

  it("refers only to definitions that exist", () => {
    const references = [...JSON.stringify(swagger).matchAll(/"#\/definitions\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.length).toBeGreaterThan(8);
    for (const name of references) expect(swagger.definitions).toHaveProperty(String(name));
  });
});

it("says which parameters are required and what the others default to", () => {
  expect(buildSwagger(priceRegressionService, address).definitions.GlobalParameters).toMatchObject({
    required: ["Currency rate"],
    properties: { Decimals: { type: "integer", default: 2 } },
  });
});
