import { z } from "zod";
import { deleteOperation, updateOperation } from "@/lib/catalogue/commands";
import { getOperation } from "@/lib/catalogue/queries";
import { idSchema, operationInput } from "@/lib/catalogue/schema";
import { operationEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";

const params = z.strictObject({ apiId: idSchema, operationId: idSchema });

export const GET = defineRoute({
  summary: "Read an operation",
  access: "admin",
  edits: operationEditable,

  params,
  handle: ({ user, params }) => getOperation(user, params.apiId, params.operationId),
});

export const PUT = defineRoute({
  summary: "Replace an operation",
  access: "admin",
  edits: operationEditable,

  params,
  body: operationInput,
  async handle({ user, actor, params, body }) {
    await updateOperation({ viewer: user, actor }, params.apiId, params.operationId, body);
    return getOperation(user, params.apiId, params.operationId);
  },
});

export const DELETE = defineRoute({
  summary: "Delete an operation",
  answer: { status: 204 },
  access: "admin",

  params,
  handle: ({ user, actor, params }) =>
    deleteOperation({ viewer: user, actor }, params.apiId, params.operationId),
});
