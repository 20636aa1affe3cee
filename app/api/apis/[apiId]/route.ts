import { z } from "zod";
import { deleteApi, updateApi } from "@/lib/catalogue/commands";
import { getApi } from "@/lib/catalogue/queries";
import { apiChanges, apiInput, idSchema } from "@/lib/catalogue/schema";
import { apiEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";

const params = z.strictObject({ apiId: idSchema });

export const GET = defineRoute({
  summary: "Read an API",
  access: "admin",
  edits: apiEditable,

  params,
  handle: ({ user, params }) => getApi(user, params.apiId),
});

/** The whole API: what is left out goes back to its default, save the credential, which is kept. */
export const PUT = defineRoute({
  summary: "Replace an API; the credential is kept when it is left out",
  access: "admin",
  edits: apiEditable,

  params,
  body: apiInput,
  async handle({ user, actor, params, body }) {
    await updateApi({ viewer: user, actor }, params.apiId, body);
    return getApi(user, params.apiId);
  },
});

/** Some of the API: what is left out stays. */
export const PATCH = defineRoute({
  summary: "Change some of an API; what is left out stays",
  access: "admin",
  edits: apiEditable,

  params,
  body: apiChanges,
  async handle({ user, actor, params, body }) {
    await updateApi({ viewer: user, actor }, params.apiId, body);
    return getApi(user, params.apiId);
  },
});

export const DELETE = defineRoute({
  summary: "Delete an API with its operations",
  answer: { status: 204 },
  access: "admin",

  params,
  handle: ({ user, actor, params }) => deleteApi({ viewer: user, actor }, params.apiId),
});
