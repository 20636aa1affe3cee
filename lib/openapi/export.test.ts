import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classicOperations } from "@/lib/azureml/templates";
import { priceRegressionService } from "@/lib/azureml/web-service";
import { type OperationInput, operationInput } from "@/lib/catalogue/operation-schema";
import { slugOf } from "@/lib/catalogue/slug";
import { followTemplate } from "@/lib/catalogue/template-parameters";
import { exportOpenApi, toYaml } from "./export";
import { importOpenApi } from "./import";
import { goodDocuments } from "./test-documents";

const exported = (operations: readonly OperationInput[]) =>
  exportOpenApi({
    name: "Test API",
    summary: "Tests.",
    description: "# All of it",
    tags: ["one", "two words"],
    baseUrl: "https://gatehouse.example/gateway/test",
    requiresSubscription: true,
    keyHeader: "Ocp-Apim-Subscription-Key",
    keyQuery: "subscription-key",
    settings: { suffix: "test" },
    operations: operations.map((operation, index) => ({
      ...operation,
      slug: `${slugOf(operation.displayName, "operation")}-${index}`,
    })),
  });

/** As the catalogue keeps them. */
const stored = (operations: readonly OperationInput[]) =>
  operations.map((one) => ({ ...one, parameters: followTemplate(one.urlTemplate, one.parameters) }));

async function faultsOf(document: Record<string, unknown>): Promise<unknown> {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  return valid ? [] : errors;
}

const documents = goodDocuments.filter(({ operations }) => operations < 100);
/** Where `$ref` is a name or somebody's data, the validator takes it for a reference all the same. */
const beyondValidator = new Set([
  "names that look like references",
  "an example that holds a reference of its own",
]);

describe("import(export(x)) is x", () => {
  it.each(documents)("$name, as JSON and as YAML, and valid", async ({ name, text }) => {
    const { operations } = importOpenApi(text);
    const document = exported(operations);
    expect(importOpenApi(JSON.stringify(document)).operations).toEqual(operations);
    expect(importOpenApi(toYaml(document)).operations).toEqual(operations);
    if (!beyondValidator.has(name)) expect(await faultsOf(document)).toEqual([]);
  });

  it("the five operations of a classic web service", async () => {
    const operations = stored(
      classicOperations({ workspace: "a".repeat(32), webService: priceRegressionService }),
    );
    const document = exported(operations);
    expect(importOpenApi(toYaml(document)).operations).toEqual(operations);
    expect(await faultsOf(document)).toEqual([]);
  });

  it("a name with several spaces in a row", () => {
    const [operation] = stored(classicOperations());
    const named = operation === undefined ? [] : [{ ...operation, displayName: "RRS  Execute" }];
    expect(importOpenApi(JSON.stringify(exported(named))).operations).toEqual(named);
  });

  it("for any operations that can be stored", () => {
    fc.assert(
      fc.property(anyOperations, (operations) => {
        expect(importOpenApi(JSON.stringify(exported(operations))).operations).toEqual(operations);
      }),
      { numRuns: 50 },
    );
  });
});

it("keeps the name, the words and the settings", () => {
  const { operations } = importOpenApi(documents[0]?.text ?? "");
  expect(importOpenApi(JSON.stringify(exported(operations)))).toMatchObject({
    name: "Test API",
    summary: "Tests.",
    description: "# All of it",
    tags: ["one", "two words"],
    webServiceUrl: null,
    settings: { suffix: "test" },
    notes: [],
  });
});

it("writes a definition that several operations share once, by its name", () => {
  const { operations } = importOpenApi(
    documents.find(({ name }) => name === "a pet store in 3.0")?.text ?? "",
  );
  const document = exported(operations);
  expect(document.components).toMatchObject({ schemas: { Pet: { type: "object" } } });
  expect(JSON.stringify(document)).toContain('"$ref":"#/components/schemas/Pet"');
  expect(JSON.stringify(document)).not.toContain("$defs");
});

it("takes what somebody has changed in an exported document", () => {
  const [operation] = stored(classicOperations());
  const document = JSON.stringify(exported(operation ? [operation] : []));
  const changed = importOpenApi(document.replace("RRS Execute", "Score")).operations[0];
  expect(changed).toEqual({ ...operation, displayName: "Score" });
});

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,6}$/);
const line = fc.stringMatching(/^[A-Za-z0-9čž][ -~]{0,20}[A-Za-z0-9]$/);
const schema = fc.oneof(
  fc.constant({ type: "object", properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: { type: "string" } } }),
  fc.constant({
    type: "object",
    properties: { a: { $ref: "#/$defs/A" } },
    $defs: { A: { type: "integer" } },
  }),
  fc.constant({
    $ref: "#/$defs/N",
    $defs: { N: { properties: { next: { $ref: "#/$defs/N" } } }, Unused: {} },
  }),
  fc.constant({ type: "array", items: { $ref: "#" } }),
  fc.constant({ definitions: { B: { minimum: 1, nullable: true } }, allOf: [{ $ref: "#/definitions/B" }] }),
  fc.constant({ properties: { x: { type: "object" }, y: { $ref: "#/properties/x" } } }),
  fc.constant({ $defs: { C: { properties: { d: {} } } }, items: { $ref: "#/$defs/C/properties/d" } }),
  fc.constant({}),
);
const representation = fc.oneof(
  fc.record(
    {
      contentType: fc.constantFrom("application/json", "application/problem+json"),
      sample: fc.oneof(
        fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
        fc.constantFrom('"text"', "null", '{"a":  1}', "12345678901234567890", '"{}"'),
      ),
      schema,
    },
    { requiredKeys: ["contentType"] },
  ),
  fc.record({ contentType: fc.constantFrom("text/csv", "text/plain; charset=utf-8"), sample: line }),
);
const representations = fc.uniqueArray(representation, { maxLength: 3, selector: (one) => one.contentType });
const parameter = fc.record(
  {
    name: word,
    in: fc.constantFrom("query" as const, "header" as const),
    type: fc.constantFrom("string" as const, "integer" as const, "boolean" as const),
    required: fc.boolean(),
    description: line,
    default: fc.constantFrom("1", "01", "true", "x"),
    enum: fc.constant<string[]>(["1", "01", "true", "x"]),
  },
  { requiredKeys: ["name", "in", "type", "required"] },
);
const template = fc
  .record({
    path: fc.array(
      fc.oneof(
        word,
        word.map((name) => `{${name}}`),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    end: fc.constantFrom("", "/*", "/"),
    query: fc.uniqueArray(
      fc.record({
        key: word,
        value: fc.oneof(
          fc.constant(""),
          word,
          word.map((name) => `{q${name}}`),
        ),
      }),
      {
        maxLength: 3,
        selector: ({ key }) => key.toLowerCase(),
      },
    ),
  })
  .map(({ path, end, query }) => {
    const pairs = query.map(({ key, value }) => `${key}=${value}`).join("&");
    return `/${path.join("/")}${end}${pairs === "" ? "" : `?${pairs}`}`;
  });
const anyOperation = fc.record({
  displayName: line,
  description: fc.oneof(fc.constant(""), line),
  method: fc.constantFrom("GET" as const, "POST" as const, "DELETE" as const),
  urlTemplate: template,
  parameters: fc.array(parameter, { maxLength: 4 }),
  request: fc.option(
    fc.record(
      { description: line, required: fc.boolean(), representations },
      { requiredKeys: ["representations"] },
    ),
  ),
  responses: fc.uniqueArray(
    fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      description: fc.oneof(fc.constant(""), line),
      representations,
    }),
    { maxLength: 3, selector: ({ status }) => status },
  ),
});

/** Operations as the catalogue keeps them: valid, their parameters following the template, no two taking the same calls. */
const anyOperations = fc.array(anyOperation, { minLength: 1, maxLength: 5 }).map((candidates) => {
  const kept: OperationInput[] = [];
  const calls = new Set<string>();
  for (const candidate of candidates) {
    const followed = {
      ...candidate,
      parameters: followTemplate(candidate.urlTemplate, candidate.parameters),
    };
    const { success, data } = operationInput.safeParse(followed);
    const key = `${candidate.method} ${candidate.urlTemplate
      .toLowerCase()
      .replace(/\{[^}]*\}/g, "{}")
      .replace(/\/$/, "")
      .replace(/\/\?/, "?")}`;
    if (!success || calls.has(key)) continue;
    calls.add(key);
    kept.push(data);
  }
  return kept.length > 0 ? kept : stored(classicOperations());
});
