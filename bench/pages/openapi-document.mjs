// The same operations for the others: an OpenAPI document made from what Gatehouse's own catalogue answers.

const types = { string: "string", integer: "integer", number: "number", boolean: "boolean" };

/**
 * @param {{ title: string, serverUrl: string, keyHeader: string, operations: object[] }} options
 * @returns an OpenAPI 3.0 document; every operation's id is its slug.
 */
export function openApiDocument({ title, serverUrl, keyHeader, operations }) {
  const paths = {};
  for (const operation of operations) {
    const [path, query = ""] = operation.urlTemplate.split("?");
    const wireNames = Object.fromEntries(
      query.split("&").map((pair) =>
        pair
          .split("=")
          .reverse()
          .map((part) => part.replace(/[{}]/g, "")),
      ),
    );
    paths[path] ??= {};
    paths[path][operation.method.toLowerCase()] = {
      operationId: operation.slug,
      summary: operation.displayName,
      description: operation.description,
      parameters: operation.parameters.map((parameter) => parameterObject(parameter, wireNames)),
      ...(operation.request ? { requestBody: { required: true, content: content(operation.request) } } : {}),
      responses: Object.fromEntries(operation.responses.map(responseEntry)),
    };
  }
  return {
    openapi: "3.0.3",
    info: { title, version: "1.0" },
    servers: [{ url: serverUrl }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: keyHeader } } },
    paths,
  };
}

/** In a template such as `?api-version={apiversion}` the parameter has one name and goes out under another. */
function parameterObject(
  { name, in: place, type, required, default: preset, description, enum: allowed },
  wireNames,
) {
  return {
    name: place === "query" ? (wireNames[name] ?? name) : name,
    in: place,
    required: place === "path" || required,
    description,
    ...(preset === undefined ? {} : { example: preset }),
    schema: { type: types[type], default: preset, enum: allowed },
  };
}

function responseEntry({ status, description, representations }) {
  return [String(status), { description: description || "Answer", content: content({ representations }) }];
}

function content({ representations }) {
  return Object.fromEntries(
    representations.map(({ contentType, sample, schema }) => [
      contentType,
      { schema: schema ?? {}, ...(sample ? { examples: { sample: { value: JSON.parse(sample) } } } : {}) },
    ]),
  );
}
