import { z } from "zod";
import { createOperation, orderOperations } from "@/lib/catalogue/commands";
import { listOperations } from "@/lib/catalogue/queries";
import { idSchema, operationInput, operationOrder } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";

const params = z.strictObject({ apiId: idSchema });

export const GET = defineRoute({
  summary: "List the operations of an API, in their order",
  access: "admin",

  params,
  handle: async ({ user, params }) => ({ items: await listOperations(user, params.apiId) }),
});

export const POST = defineRoute({
  summary: "Add an operation",
  answer: { status: 201 },
  access: "admin",

  params,
  body: operationInput,
  async handle({ user, actor, params, body }) {
    const operation = await createOperation({ viewer: user, actor }, params.apiId, body);
    return created(`/api/apis/${params.apiId}/operations/${operation.id}`, operation);
  },
});

/** The order of the operations. */
export const PUT = defineRoute({
  summary: "Put the operations of an API in order",
  access: "admin",

  params,
  body: operationOrder,
  async handle({ user, actor, params, body }) {
    await orderOperations({ viewer: user, actor }, params.apiId, body.operationIds);
    return { items: await listOperations(user, params.apiId) };
  },
});
