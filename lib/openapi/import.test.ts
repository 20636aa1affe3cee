import { describe, expect, it } from "vitest";
import { describeSchema } from "@/components/catalogue/describe-schema";
import { importOpenApi } from "./import";
import { goodDocuments, largeDocument, three } from "./test-documents";

const named = (name: string) => {
  const found = goodDocuments.find((one) => one.name === name);
  if (!found) throw new Error(`no document ${name}`);
  return importOpenApi(found.text);
};

const first = (name: string) => {
  const [operation] = named(name).operations;
  if (!operation) throw new Error(`no operation in ${name}`);
  return operation;
};

describe("documents that are well", () => {
  it.each(goodDocuments)("$name: every operation is imported", ({ text, operations }) => {
    expect(importOpenApi(text).operations).toHaveLength(operations);
  });
});

it("takes name, server, tags and operations", () => {
  const api = named("a pet store in 3.0");
  expect(api).toMatchObject({ name: "Test", tags: ["pets"], webServiceUrl: "https://eu.pets.example/v1" });
  expect(
    api.operations.map(({ method, urlTemplate, displayName }) => [method, urlTemplate, displayName]),
  ).toEqual([
    ["GET", "/pets", "List pets"],
    ["POST", "/pets", "Create a pet"],
    ["GET", "/pets/{petId}", "showPet"],
    ["DELETE", "/pets/{petId}", "DELETE /pets/{petId}"],
  ]);
  expect(api.operations[0]?.parameters).toEqual([
    { name: "limit", in: "query", type: "integer", required: false, default: "20" },
  ]);
});

it("takes the example as the sample, and makes one where there is none", () => {
  const [list, create] = named("a pet store in 3.0").operations;
  expect(JSON.parse(create?.request?.representations[0]?.sample ?? "")).toEqual({ id: 1, name: "Rex" });
  expect(JSON.parse(list?.responses[0]?.representations[0]?.sample ?? "")).toEqual([
    { id: 0, name: "string" },
  ]);
});

it("puts required query parameters into the template, and knows a host and base path of 2.0", () => {
  const api = named("a classic web service's swagger.json");
  expect(api.webServiceUrl).toBe("https://ussouthcentral.services.azureml.net/workspaces/a/services/b");
  expect(api.operations[1]?.urlTemplate).toBe("/execute?api-version=2.0&format=swagger");
  const { urlTemplate, parameters } = first("unusual parameters");
  expect(urlTemplate).toBe("/files/{name.ext}?filter[name]={filter_name_}");
  expect(parameters.map((one) => [one.in, one.name, one.type, one.required])).toEqual([
    ["path", "name.ext", "string", true],
    ["query", "filter_name_", "string", true],
    ["query", "$top", "integer", false],
    ["query", "ids", "string", false],
    ["query", "deep", "string", false],
    ["query", "where", "string", false],
    ["header", "X-Level", "string", false],
  ]);
  expect(parameters.at(-1)).toMatchObject({ default: "low", enum: ["low", "high"] });
});

it("keeps a schema whole in itself, cycles too, as the portal shows it", () => {
  const schema = first("a schema that contains itself").request?.representations[0]?.schema;
  expect(schema).toEqual({
    $ref: "#/$defs/Node",
    $defs: {
      Node: {
        type: "object",
        properties: {
          value: { type: "string" },
          children: { type: "array", items: { $ref: "#/$defs/Node" } },
        },
      },
    },
  });
  expect(describeSchema(schema ?? {}, "body").children.map(({ name }) => name)).toEqual([
    "value",
    "children",
  ]);
  expect(
    Object.keys(
      Object(first("schemas that contain each other, 3.1").responses[0]?.representations[0]?.schema?.$defs),
    ),
  ).toEqual(["Person", "Company"]);
});

it("turns what 2.0 and 3.0 say of schemas into JSON Schema", () => {
  const [representation] = first("exclusive bounds and nullable of 3.0").request?.representations ?? [];
  expect(representation?.schema).toEqual({
    type: "object",
    properties: { n: { type: ["number", "null"], exclusiveMinimum: 1 } },
  });
  expect(first("a form with a file in 2.0").request?.representations[0]).toMatchObject({
    contentType: "multipart/form-data",
    schema: { properties: { file: { type: "string", format: "binary" } }, required: ["file"] },
  });
});

it("keeps two definitions of one name apart, and a discriminator's mapping with its schema", () => {
  const schema = first("the same name with two meanings").request?.representations[0]?.schema;
  expect(schema).toMatchObject({
    properties: { a: { $ref: "#/$defs/A" }, b: { $ref: "#/$defs/A_2" } },
    $defs: { A: { type: "string" }, A_2: { type: "integer" } },
  });
  const either = first("allOf, oneOf and a discriminator").request?.representations[0]?.schema;
  expect(either).toMatchObject({
    $defs: { Animal: { discriminator: { mapping: { cat: "#/$defs/Cat" } } } },
  });
});

it("names what it changed or left out, and where", () => {
  const notes = named("unusual parameters").notes.map(({ place, message }) => `${place}: ${message}`);
  expect(notes).toContain(
    "paths > /files/{name}.{ext}: The segment {name}.{ext} varies only in part; here all of it is the parameter name.ext.",
  );
  expect(notes.join("\n")).toContain("cookie parameter session");
  expect(notes.join("\n")).toContain("enter the web service URL");
});

it("reads a range of statuses as its first, and default as the failure", () => {
  expect(first("an answer named by range and default").responses.map(({ status }) => status)).toEqual([
    200, 500,
  ]);
});

it("follows servers that are relative to where the document was read", () => {
  const text = JSON.stringify(three({ "/x": { get: {} } }, { servers: [{ url: "/v2/" }] }));
  expect(importOpenApi(text, "https://api.example/docs/openapi.json").webServiceUrl).toBe(
    "https://api.example/v2",
  );
  expect(importOpenApi(text).webServiceUrl).toBeNull();
});

it("shortens schemas that would be too large, and says so", () => {
  const api = importOpenApi(JSON.stringify(largeDocument(4)));
  expect(api.notes.some(({ message }) => message.includes("too large"))).toBe(false);
  const wide = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [
      `p${index}`,
      { $ref: `#/components/schemas/Thing${index % 200}` },
    ]),
  );
  const document = largeDocument(1);
  const large = {
    ...document,
    paths: {
      "/x": {
        post: {
          requestBody: { content: { "application/json": { schema: { type: "object", properties: wide } } } },
        },
      },
    },
  };
  const { notes, operations } = importOpenApi(JSON.stringify(large));
  expect(notes.map(({ message }) => message)).toContain("A schema is too large; parts of it are left out.");
  expect(JSON.stringify(operations[0]).length).toBeLessThan(150_000);
});
