import { describe, expect, it } from "vitest";
import { rrsResponseSchemas } from "@/lib/azureml/contract";
import { describeError, type ErrorCase } from "@/lib/azureml/error-table";
import { sampleResponse, sampleSwaggerRequest, sampleTableRequest } from "@/lib/azureml/samples";
import { featureHashingService, priceRegressionService } from "@/lib/azureml/web-service";
import { emulatorIdentity } from "./identity";
import { callGoodDay, execute, goodDay, startForTest } from "./test-support";

const { workspace, emptyWorkspace, subscription, services, apiKeys } = emulatorIdentity();
const hashingColumns = featureHashingService.output.columns.map(({ name }) => name);
const goodDayRow = ["This is a good day", "1", "1", "2", "2", "0", "2", "0", "1"];

describe("the answer's three forms", () => {
  it("with details it names columns and types, byte for byte", async () => {
    const answer = await callGoodDay(await startForTest());
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await answer.text()).toBe(
      `{"Results":{"output1":{"type":"table","value":{"ColumnNames":${JSON.stringify(hashingColumns)},"ColumnTypes":["String","Int32","Int32","Int32","Int32","Int32","Int32","Int32","Int32"],"Values":[["This is a good day","1","1","2","2","0","2","0","1"]]}}}}`,
    );
  });

  it.each(["api-version=2.0", "api-version=2.0&details=false"])(
    "with %s it has values alone",
    async (query) => {
      const answer = await callGoodDay(await startForTest(), { query });
      expect(await answer.text()).toBe(
        `{"Results":{"output1":{"type":"table","value":{"Values":[${JSON.stringify(goodDayRow)}]}}}}`,
      );
    },
  );

  it.each(["", "&details=true", "&details=false"])(
    "with format=swagger%s it has row objects",
    async (details) => {
      const answer = await callGoodDay(await startForTest(), {
        query: `api-version=2.0&format=swagger${details}`,
      });
      const row = Object.fromEntries(hashingColumns.map((name, index) => [name, goodDayRow[index]]));
      expect(await answer.text()).toBe(JSON.stringify({ Results: { output1: [row] } }));
    },
  );

  it.each([
    ["featureHashing", featureHashingService],
    ["priceRegression", priceRegressionService],
  ] as const)("the samples of %s are what it really answers", async (service, webService) => {
    const emulator = await startForTest();
    const forms = { detailed: "&details=true", values: "", swagger: "&format=swagger" } as const;
    for (const form of ["detailed", "values", "swagger"] as const) {
      for (const request of [sampleTableRequest(webService), sampleSwaggerRequest(webService)]) {
        const answer = await execute(emulator, request, { service, query: `api-version=2.0${forms[form]}` });
        const body: unknown = await answer.json();
        expect(rrsResponseSchemas[form].parse(body)).toEqual(sampleResponse(webService, form));
      }
    }
  });
});

describe("addresses and headers that real clients send", () => {
  it.each([
    `/workspaces/${workspace}/services/${services.featureHashing}/execute`,
    `/subscriptions/${subscription}/services/${services.featureHashing}/execute`,
    `/WORKSPACES/${workspace.toUpperCase()}/Services/${services.featureHashing}/Execute/`,
  ])("%s", async (path) => {
    expect((await callGoodDay(await startForTest(), { path })).status).toBe(200);
  });

  it.each([
    ["a lower-case scheme", { Authorization: `bearer ${apiKeys[0]}` }],
    ["an upper-case scheme", { Authorization: `BEARER ${apiKeys[0]}` }],
    ["text/json", { "Content-Type": "text/json" }],
    ["a charset", { "Content-Type": "application/json; charset=utf-8" }],
    ["Content-Encoding: UTF-8", { "Content-Encoding": "UTF-8" }],
    ["Accept", { Accept: "application/json" }],
  ])("%s", async (_, headers) => {
    expect((await callGoodDay(await startForTest(), { headers })).status).toBe(200);
  });

  it("query names in another letter case, and parameters it does not know", async () => {
    const query = "API-Version=2.0&Details=True&_=1";
    expect((await callGoodDay(await startForTest(), { query })).status).toBe(200);
  });

  it("a byte order mark before the JSON", async () => {
    const body = `\uFEFF${JSON.stringify({ Inputs: { input1: goodDay } })}`;
    expect((await execute(await startForTest(), body)).status).toBe(200);
  });

  it("no content type at all", async () => {
    const { url } = await startForTest();
    const path = `/workspaces/${workspace}/services/${services.featureHashing}/execute?api-version=2.0`;
    const body = new Blob([JSON.stringify({ Inputs: { input1: goodDay } })]);
    const headers = { Authorization: `Bearer ${apiKeys[0]}` };
    expect((await fetch(url + path, { method: "POST", headers, body })).status).toBe(200);
  });

  it("tells a request id and the date, and no other site may read the answer", async () => {
    const { headers } = await callGoodDay(await startForTest(), {
      headers: { Origin: "https://example.org" },
    });
    expect(headers.get("x-ms-request-id")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(Date.parse(headers.get("date") ?? "")).not.toBeNaN();
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("inputs", () => {
  async function values(body: unknown, service: "featureHashing" | "priceRegression" = "featureHashing") {
    const answer = await execute(await startForTest(), body, { service });
    const { Results } = rrsResponseSchemas.detailed.parse(await answer.json());
    return Results.output1?.value.Values;
  }

  it("several rows keep their order", async () => {
    const rows = [["This is a good day"], ["I loved this book"], ["This book was great"]];
    expect(await values({ Inputs: { input1: { ColumnNames: ["Col2"], Values: rows } } })).toEqual([
      goodDayRow,
      ["I loved this book", "0", "1", "1", "2", "1", "0", "2", "0"],
      ["This book was great", "0", "3", "0", "0", "1", "0", "1", "2"],
    ]);
  });

  it("no rows give no rows", async () => {
    expect(await values({ Inputs: { input1: { ColumnNames: ["Col2"], Values: [] } } })).toEqual([]);
    expect(await values({ Inputs: { input1: [] } })).toEqual([]);
  });

  it.each([
    ["null", null, [null, ...Array(8).fill("0")]],
    ["an empty text", "", ["", ...Array(8).fill("0")]],
    ["a number", 5, ["5", "0", "0", "0", "0", "0", "1", "0", "0"]],
  ])("a text column takes %s", async (_, cell, row) => {
    expect(await values({ Inputs: { input1: { ColumnNames: ["Col2"], Values: [[cell]] } } })).toEqual([row]);
  });

  it("columns may come in any order, numbers as numbers or text, and missing values give a missing result", async () => {
    const ColumnNames = ["highway-mpg", "engine-size", "horsepower"];
    const Values = [
      ["27", "130", "111"],
      [27, 1.3e2, "111.0"],
      [27, null, 111],
      ["", "130", "111"],
    ];
    const body = { Inputs: { input1: { ColumnNames, Values } }, GlobalParameters: { "Currency rate": 1 } };
    expect(await values(body, "priceRegression")).toEqual([
      ["130", "111", "27", "15713"],
      ["130", "111", "27", "15713"],
      [null, "111", "27", null],
      ["130", "111", null, null],
    ]);
  });

  it.each([
    ["absent", {}],
    ["null", { GlobalParameters: null }],
    ["empty", { GlobalParameters: {} }],
  ])("GlobalParameters may be %s where none is required", async (_, parameters) => {
    expect(await values({ Inputs: { input1: goodDay }, ...parameters })).toEqual([goodDayRow]);
  });

  it.each([
    [{ "Currency rate": "0.5" }, "3285.94"],
    [{ "Currency rate": 0.5, Decimals: 0 }, "3286"],
    [{ "Currency rate": "0.5", Decimals: "4" }, "3285.9375"],
    [{ "Currency rate": "0.5", Decimals: null }, "3285.94"],
  ])("global parameters %j are used", async (GlobalParameters, price) => {
    const input1 = {
      ColumnNames: ["engine-size", "horsepower", "highway-mpg"],
      Values: [["91.5", "68", "41"]],
    };
    const rows = await values({ Inputs: { input1 }, GlobalParameters }, "priceRegression");
    expect(rows?.[0]?.at(-1)).toBe(price);
  });
});

describe("every documented refusal of this API", () => {
  const price = { ColumnNames: ["engine-size", "horsepower", "highway-mpg"], Values: [["130", "111", "27"]] };
  const one = { "Currency rate": 1 };
  const parse = (detail: string): ErrorCase => ({
    code: "InputParseError",
    target: "input1",
    values: [detail],
  });

  it.each<[string, unknown, ErrorCase]>([
    ["an empty body", "", { code: "RequestBodyInvalid" }],
    ["broken JSON", '{"Inputs":', { code: "RequestBodyInvalid" }],
    ["a JSON list", [], { code: "RequestBodyInvalid" }],
    ["Inputs that are no object", { Inputs: "x" }, { code: "RequestBodyInvalid" }],
    ["an input of another shape", { Inputs: { input1: { Values: [] } } }, { code: "RequestBodyInvalid" }],
    [
      "Values that are no rows",
      { Inputs: { input1: { ...goodDay, Values: ["x"] } } },
      { code: "RequestBodyInvalid" },
    ],
    ["a cell that is an object", { Inputs: { input1: [{ Col2: {} }] } }, { code: "RequestBodyInvalid" }],
    [
      "GlobalParameters that are a list",
      { Inputs: { input1: goodDay }, GlobalParameters: [1] },
      { code: "RequestBodyInvalid" },
    ],
    ["null", "null", { code: "RequestIsEmpty" }],
    ["no Inputs", {}, { code: "MissingRequestInput" }],
    ["null Inputs", { Inputs: null }, { code: "MissingRequestInput" }],
    ["empty Inputs", { Inputs: {} }, { code: "MissingRequestInput" }],
    ["a null input", { Inputs: { input1: null } }, { code: "MissingRequestInput" }],
    [
      "an input name in another letter case",
      { Inputs: { Input1: goodDay } },
      { code: "InvalidInputNames", values: ["Input1"] },
    ],
    [
      "an unknown input beside the right one",
      { Inputs: { input1: goodDay, a: goodDay, b: null } },
      { code: "InvalidInputNames", values: ["a, b"] },
    ],
    [
      "an unknown parameter",
      { Inputs: { input1: goodDay }, GlobalParameters: { Rate: 1 } },
      { code: "UnexpectedParameter", target: "Rate" },
    ],
    [
      "a wrong column",
      { Inputs: { input1: { ...goodDay, ColumnNames: ["col2"] } } },
      { code: "InputMismatchError", target: "input1" },
    ],
    [
      "a column too many",
      { Inputs: { input1: { ColumnNames: ["Col2", "Col3"], Values: [["a", "b"]] } } },
      { code: "InputMismatchError", target: "input1" },
    ],
    [
      "a row object without its column",
      { Inputs: { input1: [{}] } },
      { code: "InputMismatchError", target: "input1" },
    ],
    [
      "a row too long",
      { Inputs: { input1: { ...goodDay, Values: [["a"], ["a", "b"]] } } },
      parse("row 2 has 2 values for 1 columns"),
    ],
    [
      "an empty row",
      { Inputs: { input1: { ...goodDay, Values: [[]] } } },
      parse("row 1 has 0 values for 1 columns"),
    ],
  ])("%s", async (_, body, error) => {
    const answer = await execute(await startForTest(), body);
    const { status, body: expected } = describeError(error);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body: expected });
    expect(answer.headers.get("x-ms-request-id")).toBeTruthy();
  });

  it.each<[string, unknown, ErrorCase]>([
    [
      "no parameters",
      { Inputs: { input1: price } },
      { code: "MissingRequiredGlobalParameters", target: "Currency rate" },
    ],
    [
      "null for a required one",
      { Inputs: { input1: price }, GlobalParameters: { "Currency rate": null } },
      { code: "MissingRequiredGlobalParameters", target: "Currency rate" },
    ],
    [
      "a parameter that is no number",
      { Inputs: { input1: price }, GlobalParameters: { "Currency rate": "x" } },
      { code: "BadParameterValue", target: "Currency rate" },
    ],
    [
      "a parameter out of range",
      { Inputs: { input1: price }, GlobalParameters: { ...one, Decimals: 11 } },
      { code: "BadParameterValue", target: "Decimals" },
    ],
    [
      "a fraction for a whole number",
      { Inputs: { input1: price }, GlobalParameters: { ...one, Decimals: 1.5 } },
      { code: "BadParameterValue", target: "Decimals" },
    ],
    [
      "a column named twice",
      {
        Inputs: { input1: { ...price, ColumnNames: ["engine-size", "horsepower", "horsepower"] } },
        GlobalParameters: one,
      },
      { code: "InputMismatchError", target: "input1" },
    ],
    [
      "text in a Double column",
      { Inputs: { input1: { ...price, Values: [["130", "many", "27"]] } }, GlobalParameters: one },
      parse('row 1, column "horsepower": "many" is not a Double'),
    ],
    [
      "true in a Double column",
      { Inputs: { input1: { ...price, Values: [[true, "1", "27"]] } }, GlobalParameters: one },
      parse('row 1, column "engine-size": true is not a Double'),
    ],
    [
      "a hexadecimal number",
      { Inputs: { input1: { ...price, Values: [["0x10", "1", "27"]] } }, GlobalParameters: one },
      parse('row 1, column "engine-size": "0x10" is not a Double'),
    ],
    [
      "a number too large for a Double",
      { Inputs: { input1: { ...price, Values: [["1e999", "1", "27"]] } }, GlobalParameters: one },
      parse('row 1, column "engine-size": "1e999" is not a Double'),
    ],
  ])("of the service with parameters: %s", async (_, body, error) => {
    const answer = await execute(await startForTest(), body, { service: "priceRegression" });
    const { status, body: expected } = describeError(error);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body: expected });
  });

  it.each<[string, ErrorCase]>([
    ["", { code: "BadVersionCall", values: [""] }],
    ["api-version=1.0", { code: "BadVersionCall", values: ["1.0"] }],
    [
      "api-version=2.0&details=maybe",
      { code: "InvalidQueryParameter", target: "details", values: ["details", "It must be true or false."] },
    ],
    [
      "api-version=2.0&format=xml",
      { code: "InvalidQueryParameter", target: "format", values: ["format", "It can only be swagger."] },
    ],
  ])("the query %j", async (query, error) => {
    const answer = await callGoodDay(await startForTest(), { query });
    const { status, body } = describeError(error);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body });
  });

  it.each([
    ["no key", ""],
    ["a wrong key", `Bearer ${"A".repeat(86)}==`],
    ["another scheme", `Basic ${apiKeys[0]}`],
    ["a key without scheme", String(apiKeys[0])],
    ["half a key", `Bearer ${apiKeys[0]?.slice(0, 44)}`],
  ])("%s", async (_, Authorization) => {
    const answer = await callGoodDay(await startForTest(), { headers: { Authorization } });
    const { status, body } = describeError({ code: "ScoreRequestUnauthorized" });
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body });
  });

  const unknown = "0".repeat(32);
  it.each<[string, ErrorCase]>([
    [`/workspaces/${unknown}/services/${services.featureHashing}/execute`, { code: "WorkspaceNotFound" }],
    [`/workspaces/nope/services/nope/execute`, { code: "WorkspaceNotFound" }],
    [`/workspaces/${workspace}/services/${unknown}/execute`, { code: "WebServiceNotFound" }],
    [`/subscriptions/${subscription}/services/${unknown}/execute`, { code: "WebServiceNotFound" }],
    [
      `/workspaces/${emptyWorkspace}/services/${services.featureHashing}/execute`,
      { code: "WebServiceIdNotFoundInWorkspace" },
    ],
    [`/subscriptions/${unknown}/services/${services.featureHashing}/execute`, { code: "BadSubscriptionId" }],
  ])("the address %s", async (path, error) => {
    const answer = await callGoodDay(await startForTest(), { path });
    const { status, body } = describeError(error);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body });
  });

  it("a caller's long names are cut in the message", async () => {
    const answer = await execute(await startForTest(), { Inputs: { ["x".repeat(100_000)]: null } });
    expect((await answer.text()).length).toBeLessThan(500);
  });

  it("an unknown address without a key tells only that a key is needed", async () => {
    const path = `/workspaces/${unknown}/services/${unknown}/execute`;
    const answer = await callGoodDay(await startForTest(), { path, headers: { Authorization: "" } });
    expect(answer.status).toBe(401);
  });
});
