import { z } from "zod";
import { idSchema } from "@/lib/catalogue/schema";
import { policyEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { setPolicy } from "@/lib/policies/commands";
import { getPolicy } from "@/lib/policies/queries";
import { policyDocument, policyScopes } from "@/lib/policies/schema";

const params = z.strictObject({ scope: z.enum(policyScopes), targetId: idSchema });

export const GET = defineRoute({
  summary: "Read the policies of one scope",
  access: "admin",
  edits: policyEditable,

  params,
  handle: ({ user, params }) => getPolicy(user, params),
});

export const PUT = defineRoute({
  summary: "Replace the policies of one scope",
  access: "admin",
  edits: policyEditable,

  params,
  body: policyDocument,
  async handle({ user, actor, params, body }) {
    await setPolicy({ viewer: user, actor }, params, body);
    return getPolicy(user, params);
  },
});
