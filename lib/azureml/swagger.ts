import { sampleResponse, sampleSwaggerRequest } from "./samples";
import { errorSchema, type JsonSchema } from "./schemas";
import type { Column, ColumnType, GlobalParameter, WebService } from "./web-service";

interface SwaggerOptions {
  /** Host and port, as a client reaches them. */
  host: string;
  scheme: "http" | "https";
  /** The web service's own path: `/workspaces/{id}/services/{id}`. */
  basePath: string;
}

/**
 * A classic web service's swagger.json (Swagger 2.0). The order of the paths and the names of the definitions are
 * those that clients rely on [seen]; descriptions are ours.
 */
export function buildSwagger(webService: WebService, { host, scheme, basePath }: SwaggerOptions) {
  return {
    swagger: "2.0",
    info: { version: "2.0", title: webService.name, description: webService.description },
    host,
    basePath,
    schemes: [scheme],
    consumes: ["application/json"],
    produces: ["application/json"],
    paths: {
      "/swagger.json": { get: getSwaggerOperation },
      "/execute?api-version=2.0&format=swagger": { post: executeOperation },
    },
    securityDefinitions: {
      apiKeyAuth: { type: "apiKey", name: "Authorization", in: "header", description: "Bearer <API key>" },
    },
    security: [{ apiKeyAuth: [] }],
    definitions: definitions(webService),
  };
}

const getSwaggerOperation = {
  summary: "Get the swagger document of the web service",
  operationId: "getSwaggerDocument",
  security: [],
  responses: { 200: { description: "The swagger document, as JSON." } },
};

const executeOperation = {
  summary: "Execute the web service and get its results in the answer",
  operationId: "execute",
  parameters: [
    {
      name: "executeRequest",
      in: "body",
      required: true,
      description: "Inputs and parameters of the web service.",
      schema: ref("ExecutionRequest"),
    },
  ],
  responses: {
    200: { description: "The web service was executed.", schema: ref("ExecutionResponse") },
    default: { description: "The web service was not executed.", schema: ref("ErrorResponse") },
  },
};

function definitions(webService: WebService): Record<string, JsonSchema> {
  const { input, output, parameters } = webService;
  const inputItem = `${input.name}Item`;
  const outputItem = `${output.name}Item`;
  return {
    ExecutionRequest: {
      ...objectOf({ Inputs: ref("ExecutionInputs"), GlobalParameters: ref("GlobalParameters") }),
      example: sampleSwaggerRequest(webService),
    },
    ExecutionInputs: objectOf({ [input.name]: { type: "array", items: ref(inputItem) } }),
    ExecutionResponse: {
      ...objectOf({ Results: ref("ExecutionOutputs") }),
      example: sampleResponse(webService, "swagger"),
    },
    ExecutionOutputs: objectOf({ [output.name]: { type: "array", items: ref(outputItem) } }),
    [inputItem]: objectOf(
      Object.fromEntries(input.columns.map(({ name, type }) => [name, columnSchema(type)])),
    ),
    [outputItem]: objectOf(Object.fromEntries(output.columns.map(answeredColumn))),
    GlobalParameters: {
      ...objectOf(Object.fromEntries(parameters.map(parameterEntry))),
      ...requiredOf(parameters),
    },
    BatchInputs: objectOf({ [input.name]: ref("BlobReference") }),
    BatchOutputs: objectOf({ [output.name]: ref("BlobReference") }),
    BlobReference: objectOf({
      ConnectionString: { type: "string" },
      RelativeLocation: { type: "string" },
      BaseLocation: { type: "string" },
      SasBlobToken: { type: "string" },
    }),
    ErrorResponse: errorSchema,
  };
}

function columnSchema(type: ColumnType): JsonSchema {
  if (type === "String") return { type: "string", "x-nullable": true };
  return { ...numberSchema(type), "x-nullable": true };
}

function numberSchema(type: GlobalParameter["type"]): JsonSchema {
  return type === "Int32" ? { type: "integer", format: "int32" } : { type: "number", format: "double" };
}

/** Answers carry every cell as a string, numbers too [seen]. */
function answeredColumn({ name, type }: Column): [string, JsonSchema] {
  return [name, { type: "string", description: type, "x-nullable": true }];
}

function parameterEntry({ name, type, description, ...rest }: GlobalParameter): [string, JsonSchema] {
  const { minimum, maximum, default: value } = rest;
  const schema: JsonSchema = { ...numberSchema(type), description, minimum, maximum };
  return [name, value === undefined ? schema : { ...schema, default: Number(value) }];
}

function requiredOf(parameters: readonly GlobalParameter[]): JsonSchema {
  const required = parameters.filter((parameter) => parameter.default === undefined).map(({ name }) => name);
  return required.length > 0 ? { required } : {};
}

function objectOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", properties };
}

function ref(definition: string): JsonSchema {
  return { $ref: `#/definitions/${definition}` };
}
