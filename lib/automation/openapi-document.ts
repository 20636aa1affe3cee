import { statusOf } from "@/lib/errors";
import type { ApiOperation } from "./schema";

const problem = { $ref: "#/components/responses/Problem" };

/** The JSON API as an OpenAPI 3.1 document. */
export function openApiDocument(operations: readonly ApiOperation[], publicUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Gatehouse",
      version: "1",
      description:
        "Everything the portal and the admin console do. Administrators call it with an access token from their profile.",
    },
    servers: [{ url: publicUrl }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An access token: `gatepat_…`" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description: "Somebody signed in, from the portal's own pages.",
        },
      },
      responses: {
        Problem: {
          description: "It was not done, and why (RFC 9457).",
          content: { "application/problem+json": { schema: problemSchema } },
        },
      },
    },
  };
}

function describeOperation(operation: ApiOperation) {
  const { id, tag, summary, access, token, parameters, versioned, body, answer } = operation;
  const { status, types, schema } = answer;
  const content = Object.fromEntries(types.map((type) => [type, schema ? { schema } : {}]));
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    security: [
      ...(access === "public" ? [{}] : []),
      ...(token === null ? [] : [{ token: [] }]),
      { session: [] },
    ],
    responses: {
      [status]: {
        description: descriptions[status] ?? "Done.",
        ...(versioned && { headers: { ETag: eTag } }),
        ...(types.length > 0 && { content }),
      },
      default: problem,
    },
  };
}

const eTag = {
  description: "The version of what is read, or was changed: a later change can be held to it by If-Match.",
  schema: { type: "string" },
};

const descriptions: Record<number, string> = {
  200: "Done.",
  201: "Made; `Location` says where it is.",
  204: "Done; there is nothing to tell.",
  303: "Done; go on to the start page.",
};

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { enum: Object.keys(statusOf) },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["field", "message"],
        properties: { field: { type: "string" }, message: { type: "string" } },
      },
    },
    changed: {
      type: "object",
      description: "Who changed it meanwhile, and when, as far as the audit log tells.",
      properties: { by: { type: ["string", "null"] }, at: { type: ["string", "null"] } },
    },
  },
};
