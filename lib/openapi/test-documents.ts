import { dump } from "js-yaml";

/** OpenAPI documents as they are met: every version, JSON and YAML, and what generators and people write. */

interface GoodDocument {
  name: string;
  text: string;
  operations: number;
}

const ok = { 200: { description: "OK" } };
const json = (schema: unknown, rest: object = {}) => ({ "application/json": { schema, ...rest } });
const answer = (schema: unknown) => ({ 200: { description: "OK", content: json(schema) } });

function three(paths: object, rest: object = {}, version = "3.0.3") {
  return { openapi: version, info: { title: "Test", version: "1" }, paths, ...rest };
}

function two(paths: object, rest: object = {}) {
  return { swagger: "2.0", info: { title: "Test", version: "1" }, paths, ...rest };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const petStore = three(
  {
    "/pets": {
      get: {
        summary: "List pets",
        operationId: "listPets",
        parameters: [{ name: "limit", in: "query", schema: { type: "integer", default: 20 } }],
        responses: answer({ type: "array", items: ref("Pet") }),
      },
      post: {
        summary: "Create a pet",
        requestBody: { required: true, content: json(ref("Pet"), { example: { id: 1, name: "Rex" } }) },
        responses: { 201: { description: "Created" }, default: { description: "Failed" } },
      },
    },
    "/pets/{petId}": {
      parameters: [{ name: "petId", in: "path", required: true, schema: { type: "string" } }],
      get: { operationId: "showPet", responses: answer(ref("Pet")) },
      delete: { responses: { 204: { description: "Gone" } } },
    },
  },
  {
    servers: [{ url: "https://{region}.pets.example/v1", variables: { region: { default: "eu" } } }],
    tags: [{ name: "pets" }],
    components: {
      schemas: {
        Pet: {
          type: "object",
          required: ["id"],
          properties: { id: { type: "integer" }, name: { type: "string", nullable: true } },
        },
      },
    },
  },
);

const tree = three(
  { "/tree": { post: { requestBody: { content: json(ref("Node")) }, responses: answer(ref("Node")) } } },
  {
    components: {
      schemas: {
        Node: {
          type: "object",
          properties: { value: { type: "string" }, children: { type: "array", items: ref("Node") } },
        },
      },
    },
  },
);

const mutual = three(
  { "/people": { get: { responses: answer(ref("Person")) } } },
  {
    components: {
      schemas: {
        Person: { type: "object", properties: { name: { type: "string" }, employer: ref("Company") } },
        Company: { type: "object", properties: { staff: { type: "array", items: ref("Person") } } },
      },
    },
  },
  "3.1.0",
);

const animals = {
  Animal: {
    type: "object",
    required: ["kind"],
    discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
    properties: { kind: { type: "string" } },
  },
  Cat: { allOf: [ref("Animal"), { type: "object", properties: { lives: { type: "integer" } } }] },
  Dog: { allOf: [ref("Animal"), { type: "object", properties: { bark: { type: "boolean" } } }] },
  Either: { oneOf: [ref("Cat"), ref("Dog")] },
};

const anchors = `openapi: 3.0.1
info: { title: Anchors, version: "1" }
x-common: &errors
  "400": { description: Bad }
  "500": { description: Broken }
paths:
  /a:
    get: &read
      summary: Read
      parameters:
        - &id { name: id, in: query, required: true, schema: { type: string } }
      responses:
        <<: *errors
        "200": { description: OK }
  /b:
    get:
      <<: *read
      summary: Read b
    delete:
      parameters: [*id]
      responses: { <<: *errors, "204": { description: Gone } }
`;

const classicSwagger = two(
  {
    "/swagger.json": { get: { operationId: "getSwagger", responses: ok } },
    "/execute?api-version=2.0&format=swagger": {
      post: {
        operationId: "execute",
        parameters: [{ name: "body", in: "body", required: true, schema: { $ref: "#/definitions/Request" } }],
        responses: {
          200: { description: "OK", schema: { $ref: "#/definitions/Request" } },
          default: { description: "No" },
        },
      },
    },
  },
  {
    host: "ussouthcentral.services.azureml.net",
    basePath: "/workspaces/a/services/b",
    schemes: ["https"],
    definitions: {
      Request: {
        type: "object",
        properties: {
          Inputs: {
            type: "object",
            properties: {
              input1: {
                type: "array",
                items: { type: "object", properties: { Col2: { type: "string", "x-nullable": true } } },
              },
            },
          },
        },
        example: { Inputs: { input1: [{ Col2: "x" }] } },
      },
    },
  },
);

const upload = two(
  {
    "/upload": {
      post: {
        consumes: ["multipart/form-data"],
        produces: ["application/json", "text/csv"],
        parameters: [
          { name: "file", in: "formData", type: "file", required: true },
          { name: "note", in: "formData", type: "string" },
          { name: "X-Trace", in: "header", type: "string" },
        ],
        responses: {
          200: { description: "OK", schema: { type: "string" }, examples: { "text/csv": "a,b\n1,2" } },
        },
      },
    },
  },
  { host: "files.example", schemes: ["http", "https"] },
);

const odd = three(
  {
    "/files/{name}.{ext}": {
      get: {
        parameters: [
          { name: "name", in: "path", required: true, schema: { type: "string" } },
          { name: "ext", in: "path", required: true, schema: { type: "string", enum: ["csv", "json"] } },
          { name: "filter[name]", in: "query", required: true, schema: { type: "string" } },
          { name: "$top", in: "query", schema: { type: "integer", format: "int32" } },
          {
            name: "ids",
            in: "query",
            style: "pipeDelimited",
            schema: { type: "array", items: { type: "integer" } },
          },
          { name: "deep", in: "query", style: "deepObject", explode: true, schema: { type: "object" } },
          { name: "where", in: "query", content: json({ type: "object" }) },
          { name: "session", in: "cookie", schema: { type: "string" } },
          { name: "Authorization", in: "header", schema: { type: "string" } },
          { name: "X-Level", in: "header", schema: { allOf: [ref("Level")], default: "low" } },
        ],
        responses: ok,
      },
    },
    "/Users({user id})/{proxy+}": { get: { responses: ok } },
    "/files/*": { get: { responses: ok } },
  },
  { components: { schemas: { Level: { type: "string", enum: ["low", "high"] } } } },
);

const references = three(
  {
    "/a": { $ref: "#/components/pathItems/A" },
    "/b": {
      post: {
        parameters: [{ $ref: "#/components/parameters/Page" }],
        requestBody: { $ref: "#/components/requestBodies/Body" },
        responses: {
          200: { $ref: "#/components/responses/Fine" },
          "4XX": { $ref: "#/components/responses/Bad" },
        },
      },
    },
  },
  {
    components: {
      pathItems: {
        A: { get: { summary: "Get A", responses: { 200: { $ref: "#/components/responses/Fine" } } } },
      },
      parameters: { Page: { name: "page", in: "query", required: true, schema: ref("PageNumber") } },
      requestBodies: {
        Body: { content: json(ref("Thing"), { examples: { one: { $ref: "#/components/examples/One" } } }) },
      },
      responses: {
        Fine: { description: "Fine", content: json(ref("Thing")) },
        Bad: { description: "Bad" },
      },
      examples: { One: { value: { id: 1 } } },
      schemas: {
        PageNumber: { type: "integer", default: 1 },
        Thing: { type: "object", properties: { id: { type: "integer" }, page: ref("PageNumber") } },
      },
    },
  },
  "3.1.0",
);

const modern = three(
  {
    "/score": {
      post: {
        requestBody: {
          content: json({
            type: "object",
            $defs: {
              Row: { type: "array", prefixItems: [{ type: "string" }, { type: ["number", "null"] }] },
            },
            properties: {
              rows: {
                type: "array",
                items: {
                  $ref: "#/paths/~1score/post/requestBody/content/application~1json/schema/$defs/Row",
                },
              },
              mode: { const: "fast" },
              exact: { type: "number", exclusiveMinimum: 0 },
            },
            unevaluatedProperties: false,
          }),
        },
        responses: {
          200: { description: "OK", content: { "text/event-stream": { schema: { type: "string" } } } },
        },
      },
    },
  },
  {
    webhooks: { done: { post: { responses: ok } } },
    jsonSchemaDialect: "https://spec.openapis.org/oas/3.1/dialect/base",
  },
  "3.1.1",
);

/** An API of so many operations, four verbs to a path, with schemas that they share. */
export function largeDocument(count: number) {
  const schemas = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `Thing${index}`,
      {
        type: "object",
        properties: {
          ...Object.fromEntries(
            Array.from({ length: 4 }, (__, field) => [
              `field${field}`,
              { type: "string", description: `The field ${field}` },
            ]),
          ),
          // Five at a time refer to each other in a circle.
          next: ref(`Thing${index - (index % 5) + ((index + 1) % 5)}`),
        },
      },
    ]),
  );
  const paths: Record<string, Record<string, unknown>> = {};
  for (let index = 0; index < count; index += 1) {
    const path = `/things${Math.floor(index / 4)}/{id}`;
    const method = ["get", "post", "put", "delete"][index % 4] ?? "get";
    paths[path] ??= {};
    paths[path][method] = {
      operationId: `operation${index}`,
      summary: `Operation number ${index}`,
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string" } },
        { name: "version", in: "query", required: true, schema: { type: "string", default: "1" } },
      ],
      ...(method !== "get" && { requestBody: { content: json(ref(`Thing${index % 200}`)) } }),
      responses: answer(ref(`Thing${index % 200}`)),
    };
  }
  return three(paths, { components: { schemas }, servers: [{ url: "https://large.example" }] });
}

const simple = (rest: object) => three({ "/x": { get: { responses: ok, ...rest } } });
const body = (schema: unknown, version?: string) =>
  three({ "/x": { post: { requestBody: { content: json(schema) }, responses: ok } } }, {}, version);

const documents: [string, object | string, number][] = [
  ["a pet store in 3.0", petStore, 4],
  ["a schema that contains itself", tree, 1],
  ["schemas that contain each other, 3.1", mutual, 1],
  [
    "allOf, oneOf and a discriminator",
    three(
      { "/a": { post: { requestBody: { content: json(ref("Either")) }, responses: answer(ref("Cat")) } } },
      { components: { schemas: animals } },
    ),
    1,
  ],
  ["a classic web service's swagger.json", classicSwagger, 2],
  ["a form with a file in 2.0", upload, 1],
  ["unusual parameters", odd, 3],
  ["references to everything that can be referred to", references, 2],
  ["JSON Schema 2020-12 and webhooks", modern, 1],
  [
    "exclusive bounds and nullable of 3.0",
    body({
      type: "object",
      properties: { n: { type: "number", minimum: 1, exclusiveMinimum: true, nullable: true } },
    }),
    1,
  ],
  ["a schema that is true", body(true, "3.1.0"), 1],
  ["a schema without a type", body({}), 1],
  ["no responses at all", three({ "/x": { get: {} } }), 1],
  [
    "an answer named by range and default",
    simple({ responses: { "2XX": { description: "Fine" }, default: { description: "Not" } } }),
    1,
  ],
  [
    "any content type",
    three({
      "/x": {
        get: {
          responses: { 200: { description: "OK", content: { "*/*": { schema: { type: "string" } } } } },
        },
      },
    }),
    1,
  ],
  [
    "XML, text and binary",
    three({
      "/x": {
        get: {
          responses: {
            200: {
              description: "OK",
              content: {
                "application/xml": { example: "<a/>" },
                "text/plain; charset=utf-8": { example: "a" },
                "application/octet-stream": {},
              },
            },
          },
        },
      },
    }),
    1,
  ],
  [
    "all verbs, TRACE among them",
    three({
      "/x": Object.fromEntries(
        ["get", "post", "put", "patch", "delete", "head", "options", "trace"].map((verb) => [
          verb,
          { responses: ok },
        ]),
      ),
    }),
    7,
  ],
  [
    "verbs told apart by nothing but parameter names",
    three({
      "/a/{x}": { get: { responses: ok } },
      "/a/{y}": { get: { responses: ok }, put: { responses: ok } },
    }),
    2,
  ],
  ["a deprecated operation with Markdown", simple({ deprecated: true, description: "# Old\n\nUse *b*." }), 1],
  [
    "extensions everywhere",
    three({ "x-a": 1, "/x": { "x-b": {}, get: { "x-c": [], responses: { ...ok, "x-d": 1 } } } }),
    1,
  ],
  [
    "names that look like references",
    body({ type: "object", properties: { $ref: { type: "string" }, example: { type: "string" } } }),
    1,
  ],
  [
    "an example that holds a reference of its own",
    three({
      "/x": {
        post: {
          requestBody: { content: json({ type: "object" }, { example: { $ref: "http://x.example/y" } }) },
          responses: ok,
        },
      },
    }),
    1,
  ],
  [
    "letters of many languages",
    three({ "/čaj/{šalica}": { get: { summary: "Čaj 茶 ☕", responses: ok } } }),
    1,
  ],
  [
    "names that objects have already",
    body({
      type: "object",
      properties: { constructor: { type: "string" }, toString: { type: "string" }, hasOwnProperty: {} },
    }),
    1,
  ],
  [
    "a server relative to the document",
    three({ "/x": { get: { responses: ok } } }, { servers: [{ url: "/v2" }] }),
    1,
  ],
  [
    "an empty title and no version",
    { openapi: "3.0.0", info: {}, paths: { "/x": { get: { responses: ok } } } },
    1,
  ],
  [
    "form fields in 3.x",
    three({
      "/x": {
        post: {
          requestBody: {
            content: {
              "application/x-www-form-urlencoded": {
                schema: { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } } },
              },
            },
          },
          responses: ok,
        },
      },
    }),
    1,
  ],
  [
    "a path with a slash at its end and the root",
    three({ "/": { get: { responses: ok } }, "/x/": { get: { responses: ok } } }),
    2,
  ],
  [
    "a definition inside a definition, referred to from afar",
    three(
      {
        "/x": {
          post: {
            requestBody: { content: json({ $ref: "#/components/schemas/Outer/properties/inner" }) },
            responses: ok,
          },
        },
      },
      {
        components: {
          schemas: {
            Outer: {
              type: "object",
              properties: { inner: { type: "object", properties: { again: ref("Outer") } } },
            },
          },
        },
      },
    ),
    1,
  ],
  [
    "the same name with two meanings",
    three(
      {
        "/x": {
          post: {
            requestBody: {
              content: json({
                type: "object",
                properties: { a: ref("A"), b: { $ref: "#/components/schemas/Outer/properties/A" } },
              }),
            },
            responses: ok,
          },
        },
      },
      {
        components: {
          schemas: {
            A: { type: "string" },
            Outer: { type: "object", properties: { A: { type: "integer" } } },
          },
        },
      },
    ),
    1,
  ],
  [
    "operations told apart by their query",
    three({ "/x?action=start": { post: { responses: ok } }, "/x?action=stop": { post: { responses: ok } } }),
    2,
  ],
  ["a thousand operations", largeDocument(1_000), 1_000],
];

export const goodDocuments: GoodDocument[] = [
  ...documents.map(([name, document, operations], index) => ({
    name,
    operations,
    // Half of them in each language.
    text: index % 2 === 0 ? JSON.stringify(document) : dump(document, { noRefs: true }),
  })),
  { name: "anchors, aliases and merge keys", text: anchors, operations: 3 },
  {
    name: "versions that YAML takes for numbers",
    text: "swagger: 2.0\ninfo: {title: A, version: 1}\npaths: {/a: {get: {responses: {200: {description: OK}}}}}",
    operations: 1,
  },
  {
    name: "a byte order mark and CRLF",
    text: `\uFEFF${dump(petStore).replaceAll("\n", "\r\n")}`,
    operations: 4,
  },
  {
    name: "YAML in flow style",
    text: "{openapi: 3.0.0, info: {title: A, version: '1'}, paths: {/a: {get: {responses: {}}}}}".replace(
      "{openapi",
      "---\n{openapi",
    ),
    operations: 1,
  },
];

export { anchors, petStore, three, two };
