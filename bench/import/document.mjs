// An OpenAPI document as a generator would write it for a large web service: shared schemas, parameters, examples.

const deeds = ["Score", "Explain", "Forecast", "Rank", "Classify"];
const kinds = [
  "hourly",
  "daily",
  "weekly",
  "regional",
  "seasonal",
  "weighted",
  "rolling",
  "sparse",
  "robust",
  "partial",
];
const things = [
  ["demand", "churn", "price", "yield", "freight", "claim", "turbine", "tariff", "basket", "sensor"],
  [
    "invoice",
    "harvest",
    "voltage",
    "reservoir",
    "ticket",
    "vessel",
    "mortgage",
    "pipeline",
    "campaign",
    "warehouse",
  ],
].flat();

/** The names of the operations, each one once. */
export function namesOf(count) {
  return Array.from({ length: count }, (_, index) => {
    const deed = deeds[index % deeds.length];
    const kind = kinds[Math.floor(index / deeds.length) % kinds.length];
    const thing = things[Math.floor(index / (deeds.length * kinds.length)) % things.length];
    const round = Math.floor(index / (deeds.length * kinds.length * things.length));
    return `${deed} ${kind} ${thing}${round === 0 ? "" : ` ${round + 1}`}`;
  });
}

/** @returns an OpenAPI 3.1 document in JSON, some 1.5 KB for each operation. */
export function documentOf(count) {
  const paths = {};
  for (const [index, name] of namesOf(count).entries()) {
    const address = name.toLowerCase().replaceAll(" ", "-");
    paths[`/workspaces/{workspace}/models/${address}`] = { post: operationOf(name, index) };
  }
  return JSON.stringify({
    openapi: "3.1.0",
    info: {
      title: "Large web service",
      version: "1",
      summary: "As large as they come.",
      description: "# Large\n\nMany models.",
    },
    servers: [{ url: "https://models.example.com" }],
    tags: deeds.map((name) => ({ name: name.toLowerCase() })),
    paths,
    components: { schemas },
  });
}

const ref = (name) => ({ $ref: `#/components/schemas/${name}` });

function operationOf(summary, index) {
  return {
    summary,
    operationId: `operation${index}`,
    description: `**${summary}**: takes rows, and answers with one number for each. Rows that lack a column are refused.`,
    tags: [summary.split(" ")[0].toLowerCase()],
    parameters: [
      { name: "workspace", in: "path", required: true, schema: { type: "string", default: "shared" } },
      {
        name: "details",
        in: "query",
        schema: { type: "boolean", default: false },
        description: "Whether to tell the columns' types.",
      },
      { name: "deployment", in: "header", schema: { type: "string", enum: ["blue", "green"] } },
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: ref("Rows"), example: { columns: ["a", "b"], rows: [[index, 1.5]] } },
      },
    },
    responses: {
      200: {
        description: "The numbers.",
        content: { "application/json": { schema: ref("Numbers"), example: { numbers: [0.5] } } },
      },
      400: {
        description: "Rows that cannot be read.",
        content: { "application/json": { schema: ref("Problem") } },
      },
      429: { description: "Too many calls." },
    },
  };
}

const list = (items) => ({ type: "array", items });
const schemas = {
  Rows: {
    type: "object",
    required: ["columns", "rows"],
    properties: {
      columns: list({ type: "string" }),
      rows: list(list({ type: ["number", "string", "null"] })),
      options: ref("Options"),
    },
  },
  Options: {
    type: "object",
    properties: { seed: { type: "integer" }, confidence: { type: "number", minimum: 0, maximum: 1 } },
  },
  Numbers: {
    type: "object",
    properties: { numbers: list({ type: "number" }), warnings: list(ref("Problem")) },
  },
  Problem: {
    type: "object",
    properties: { title: { type: "string" }, detail: { type: "string" }, row: { type: "integer" } },
  },
};
