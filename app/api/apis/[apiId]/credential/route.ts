import { z } from "zod";
import { setCredential } from "@/lib/catalogue/commands";
import { getApi } from "@/lib/catalogue/queries";
import { credentialInput, idSchema } from "@/lib/catalogue/schema";
import { credentialEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";

const params = z.strictObject({ apiId: idSchema });

/** What is stored, without the secret. */
export const GET = defineRoute({
  summary: "Read what is stored of a backend's credential; never the secret",
  access: "admin",
  edits: credentialEditable,
  params,
  handle: async ({ user, params }) => (await getApi(user, params.apiId)).credential,
});

export const PUT = defineRoute({
  summary: "Set a backend's credential",
  access: "admin",
  edits: credentialEditable,
  params,
  body: credentialInput,
  async handle({ user, actor, params, body }) {
    await setCredential({ viewer: user, actor }, params.apiId, body);
    return (await getApi(user, params.apiId)).credential;
  },
});

export const DELETE = defineRoute({
  summary: "Remove a backend's credential",
  answer: { status: 204 },
  access: "admin",

  params,
  handle: ({ user, actor, params }) => setCredential({ viewer: user, actor }, params.apiId, { kind: "none" }),
});
