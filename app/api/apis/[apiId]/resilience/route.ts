import { z } from "zod";
import { setResilience } from "@/lib/catalogue/commands";
import { idSchema, resilienceInput } from "@/lib/catalogue/schema";
import { resilienceEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";

/** When calls are repeated, and when backends rest. */
export const PUT = defineRoute({
  summary: "Set when an API's calls are repeated and its backends rest",
  answer: { status: 204 },
  access: "admin",
  edits: resilienceEditable,
  params: z.strictObject({ apiId: idSchema }),
  body: resilienceInput,
  handle: ({ user, actor, params, body }) => setResilience({ viewer: user, actor }, params.apiId, body),
});
