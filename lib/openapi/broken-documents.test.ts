import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { isAppError } from "@/lib/errors";
import { importOpenApi } from "./import";
import { petStore, three, two } from "./test-documents";

const ok = { 200: { description: "OK" } };
const at = (operation: object) => JSON.stringify(three({ "/x": { post: { responses: ok, ...operation } } }));
const withSchema = (schema: unknown, rest: object = {}) =>
  JSON.stringify(
    three(
      { "/x": { post: { requestBody: { content: { "application/json": { schema } } }, responses: ok } } },
      rest,
    ),
  );
const operations = (count: number) =>
  three(Object.fromEntries(Array.from({ length: count }, (_, index) => [`/x${index}`, { get: {} }])));

/** The way down to `levels` objects, one in the other. */
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const aliasBomb = [
  "openapi: 3.0.0",
  "info: {title: Bomb, version: '1'}",
  "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
  ...Array.from(
    { length: 12 },
    (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(", ")}]`,
  ),
  "paths: {}",
].join("\n");
const mergeBomb = [
  "openapi: 3.0.0",
  `a0: &a0 {${Array.from({ length: 1_000 }, (_, index) => `k${index}: 1`).join(", ")}}`,
  ...Array.from({ length: 2_000 }, (_, index) => `b${index}: {<<: *a0}`),
].join("\n");
/** Each definition refers to the next twice: written out, 2 to the 40. */
const folded = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [
    `S${index}`,
    {
      allOf: [{ $ref: `#/components/schemas/S${index + 1}` }, { $ref: `#/components/schemas/S${index + 1}` }],
    },
  ]),
);
/** Required query parameters that are all called `_` in a template. */
const alike = Array.from({ length: 20_000 }, (_, n) => ({
  name: String.fromCodePoint(0x4e00 + n),
  in: "query",
  required: true,
}));
/** Many operations that each refer to many large definitions. */
function heavy() {
  const large = { type: "object", description: "x".repeat(500), properties: { a: { type: "string" } } };
  const schemas = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`L${index}`, large]));
  const properties = Object.fromEntries(
    Object.keys(schemas)
      .slice(0, 1_500)
      .map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
  );
  const content = { "application/json": { schema: { $ref: "#/components/schemas/All" } } };
  const paths = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, index) => [
      `/x${index}`,
      {
        post: {
          requestBody: { content },
          responses: { 200: { description: "", content }, 400: { description: "", content } },
        },
      },
    ]),
  );
  return JSON.stringify(
    three(paths, { components: { schemas: { ...schemas, All: { type: "object", properties } } } }),
  );
}

const broken: [string, string, RegExp][] = [
  ["nothing at all", "  \n", /empty/],
  ["a file that is no text", "PK\u0003\u0004\0\0", /not a text/],
  ["JSON that breaks off", '{\n  "openapi": "3.0.0",\n  "info": {', /^Line 3, column \d+: not valid JSON/],
  ["JSON with a comma too many", '{\n  "openapi": "3.0.0",\n}', /^Line 3, column 1: not valid JSON/],
  [
    "YAML with a bad indent",
    "openapi: 3.0.0\ninfo:\n  title: A\n version: 1\n",
    /^Line 4, column \d+: not valid YAML/,
  ],
  ["YAML with a tab", "openapi: 3.0.0\npaths:\n\t/x: {}\n", /^Line 3, column \d+: not valid YAML/],
  ["YAML with a key twice", "openapi: 3.0.0\npaths: {}\npaths: {}\n", /^Line 3.*not valid YAML: duplicated/],
  ["YAML with an unknown alias", "openapi: 3.0.0\npaths: *nothing\n", /^Line 2.*alias/],
  ["two YAML documents", "openapi: 3.0.0\n---\nopenapi: 3.0.0\n", /several YAML documents/],
  ["a tag of a language", "openapi: !!js/function 'x'\n", /^Line 1.*not valid YAML/],
  ["a list", "[1, 2]", /not an object/],
  ["a sentence", "Hello there", /not an object/],
  [
    "a number that JSON does not have",
    "openapi: 3.0.0\npaths: .inf\n",
    /paths: Infinity is not a JSON value/,
  ],
  ["no version", "{}", /neither openapi: 3.x nor swagger/],
  [
    "a version of the future",
    JSON.stringify({ ...petStore, openapi: "4.0.0" }),
    /version "4.0.0" is not known/,
  ],
  ["Swagger 1", '{"swaggerVersion": "1.2"}', /a Swagger 1 document/],
  ["AsyncAPI", "asyncapi: 3.0.0\n", /an AsyncAPI document/],
  ["a Postman collection", '{"info": {"_postman_id": "1"}}', /a Postman collection/],
  ["info that is a text", '{"openapi": "3.0.0", "info": "x"}', /^info: expected an object/],
  ["no paths", '{"openapi": "3.1.0", "info": {}}', /no paths/],
  ["paths without operations", JSON.stringify(three({ "/x": {} })), /no operations/],
  ["paths in a list", JSON.stringify(three([])), /^paths: expected an object/],
  [
    "a path without a slash",
    JSON.stringify(three({ x: { get: {} } })),
    /^paths > x: a path begins with a slash/,
  ],
  [
    "a brace that is not closed",
    JSON.stringify(three({ "/x/{id": { get: {} } })),
    /^paths > \/x\/\{id: Close the brace/,
  ],
  ["a space in a path", JSON.stringify(three({ "/x y": { get: {} } })), /^paths > \/x y: Take the space/],
  [
    "an operation that is a text",
    JSON.stringify(three({ "/x": { get: "x" } })),
    /^paths > \/x > get: expected an object/,
  ],
  [
    "parameters that are no list",
    at({ parameters: {} }),
    /^paths > \/x > post > parameters: expected a list/,
  ],
  [
    "a parameter without a name",
    at({ parameters: [{ in: "query" }] }),
    /parameters > 0: the parameter has no name/,
  ],
  [
    "a parameter in no place",
    at({ parameters: [{ name: "a", in: "url" }] }),
    /parameters > 0: .* not in "url"/,
  ],
  [
    "a response in words",
    at({ responses: { fine: {} } }),
    /responses > fine: a response is named by a status/,
  ],
  ["a response that is a list", at({ responses: { 200: [] } }), /responses > 200: expected an object/],
  [
    "a content that is a list",
    at({ requestBody: { content: [] } }),
    /requestBody > content: expected an object/,
  ],
  ["a schema that is a text", withSchema("x"), /application\/json > schema: expected a JSON schema/],
  ["a schema within that is a list", withSchema({ allOf: [[]] }), /allOf > 0: expected a JSON schema/],
  [
    "a reference to nothing",
    withSchema({ $ref: "#/components/schemas/Nope" }),
    /refers to #\/components\/schemas\/Nope, which is not/,
  ],
  [
    "a reference to a file",
    withSchema({ $ref: "file:///etc/passwd" }),
    /schema: refers to another document \(file:\/\/\/etc\/passwd\)/,
  ],
  [
    "a reference to the web",
    withSchema({ type: "array", items: { $ref: "http://127.0.0.1/x.json#/A" } }),
    /refers to another document \(http:/,
  ],
  [
    "a reference to a neighbour, nowhere used",
    withSchema({}, { components: { schemas: { A: { $ref: "other.yaml" } } } }),
    /components > schemas > A: refers to another document/,
  ],
  [
    "an example elsewhere",
    at({ requestBody: { content: { "application/json": { examples: { a: { $ref: "a.json" } } } } } }),
    /another document/,
  ],
  [
    "references in a circle",
    at({ requestBody: { $ref: "#/components/requestBodies/A" } }).replace(
      '"paths"',
      '"components":{"requestBodies":{"A":{"$ref":"#/components/requestBodies/B"},"B":{"$ref":"#/components/requestBodies/A"}}},"paths"',
    ),
    /refers to itself/,
  ],
  [
    "a body of 2.0 whose schema is missing",
    JSON.stringify(
      two({
        "/x": {
          post: {
            parameters: [{ name: "b", in: "body", schema: { $ref: "#/definitions/A" } }],
            responses: {},
          },
        },
      }),
    ),
    /#\/definitions\/A, which is not/,
  ],
  ["too many operations", JSON.stringify(operations(2_001)), /2,001 operations. At most 2,000/],
  ["more than 10 MB", dump(petStore) + "#".repeat(10 * 1024 * 1024), /larger than 10 MB/],
  ["a depth of 10,000 in JSON", deep(10_000), /nested more than 150 levels/],
  ["a depth of 10,000 in YAML", `a: ${"[".repeat(10_000)}`, /not (?:valid|taken)/i],
  ["aliases that multiply", aliasBomb, /more than 1,500,000 values/],
  ["merges that multiply", mergeBomb, /not (?:valid|taken)/i],
  ["an alias that contains itself", "openapi: 3.0.0\npaths: &a\n  /x: *a\n", /nested more than|alias/],
  [
    "a path that is longer than any",
    JSON.stringify(three({ ["/{a}".repeat(8_000)]: { get: {} } })),
    /^paths > .{90,100}…: a path has at most 2000 characters/,
  ],
  [
    "query parameters of one name in the template",
    at({ parameters: alike }),
    /^paths > \/x > post > urlTemplate: /,
  ],
  ["schemas that cannot be written out", heavy(), /refer to each other so often/],
];

describe("documents that are broken", () => {
  it.each(broken)("%s: 422 that names the line or the place, within 2 s", (_, document, message) => {
    const started = process.cpuUsage();
    let thrown: unknown;
    try {
      importOpenApi(document);
    } catch (error) {
      thrown = error;
    }
    // Of the processor, not of the clock: other tests run beside this one.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(2_000);
    expect(isAppError(thrown) && thrown.code).toBe("unprocessable");
    expect(thrown).toHaveProperty("message", expect.stringMatching(message));
  });
});

it("takes definitions that refer to each other twice over: they are written once", () => {
  const schemas = { ...folded, S40: { type: "string" } };
  const [operation] = importOpenApi(
    JSON.stringify(
      three(
        {
          "/x": {
            post: {
              requestBody: {
                content: { "application/json": { schema: { $ref: "#/components/schemas/S0" } } },
              },
            },
          },
        },
        { components: { schemas } },
      ),
    ),
  ).operations;
  expect(JSON.stringify(operation).length).toBeLessThan(10_000);
});

it.each([
  [
    "server",
    three({ "/x": { get: { responses: ok } } }, { servers: [{ url: `https://h/${"/".repeat(200_000)}x` }] }),
  ],
  [
    "base path",
    { ...two({ "/x": { get: { responses: ok } } }), host: "h", basePath: `${"/".repeat(200_000)}x` },
  ],
])("takes a document whose %s is longer than any address, without it and within 2 s", (_, document) => {
  const started = process.cpuUsage();
  expect(importOpenApi(JSON.stringify(document)).webServiceUrl).toBeNull();
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});

it("names ten thousand definitions that end alike within 2 s", () => {
  const started = process.cpuUsage();
  const refs = Array.from({ length: 10_000 }, (_, n) => ({ $ref: `#/x-defs/g${n}/same` }));
  const groups = Object.fromEntries(refs.map((_, n) => [`g${n}`, { same: { type: "string" } }]));
  const document = JSON.parse(withSchema({ anyOf: refs.slice(0, 1_000) }, { "x-defs": groups }));
  for (let n = 1; n < 10; n += 1) {
    const schema = { anyOf: refs.slice(n * 1_000, (n + 1) * 1_000) };
    document.paths[`/y${n}`] = {
      post: { requestBody: { content: { "application/json": { schema } } }, responses: ok },
    };
  }
  importOpenApi(JSON.stringify(document));
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});
