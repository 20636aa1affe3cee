import { describe, expect, it } from "vitest";
import { readClassicSwagger } from "./read-swagger";
import { buildSwagger } from "./swagger";
import { classicOperations } from "./templates";
import { featureHashingService, priceRegressionService } from "./web-service";

const place = { host: "example.net", scheme: "https", basePath: "/workspaces/a/services/b" } as const;

describe.each([featureHashingService, priceRegressionService])("the swagger.json of $name", (service) => {
  const contract = readClassicSwagger(JSON.parse(JSON.stringify(buildSwagger(service, place))));

  it("tells its inputs, outputs and parameters with real samples", () => {
    expect(contract).toMatchObject({
      name: service.name,
      inputs: [service.input],
      parameters: service.parameters.map(({ name, sample }) => ({ name, sample })),
    });
    expect(contract?.outputs[0]?.columns).toEqual(service.output.columns);
  });

  it("leads to the same five operations as knowing the web service", () => {
    if (!contract) throw new Error("not read");
    expect(classicOperations({ webService: contract })).toEqual(classicOperations({ webService: service }));
  });
});

it("takes several inputs and outputs, without examples too", () => {
  const items = (type: string) => ({ type: "array", items: { type: "object", properties: { x: { type } } } });
  const contract = readClassicSwagger({
    definitions: {
      ExecutionInputs: { properties: { a: items("integer"), b: items("string") } },
      ExecutionOutputs: { properties: { c: items("number"), d: items("boolean") } },
    },
  });
  if (!contract) throw new Error("not read");
  const [execute, submit] = classicOperations({ webService: contract });
  expect(JSON.parse(execute?.request?.representations[0]?.sample ?? "")).toEqual({
    Inputs: { a: { ColumnNames: ["x"], Values: [["0"]] }, b: { ColumnNames: ["x"], Values: [[""]] } },
    GlobalParameters: {},
  });
  expect(JSON.parse(submit?.request?.representations[0]?.sample ?? "")).toHaveProperty("Inputs.b");
});

it("is null for any other document", () => {
  for (const other of [null, {}, { definitions: {} }, { definitions: { ExecutionInputs: 1 } }]) {
    expect(readClassicSwagger(other)).toBeNull();
  }
});
