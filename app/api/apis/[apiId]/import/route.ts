import { z } from "zod";
import { getApi } from "@/lib/catalogue/queries";
import { idSchema } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/http/define-route";
import { reimport } from "@/lib/publishing/commands";
import { readDraft } from "@/lib/publishing/read-draft";
import { reimportApplication } from "@/lib/publishing/schema";
import { runtime } from "@/lib/runtime";

/** Brings the API's operations to what a document says. */
export const POST = defineRoute({
  summary: "Bring an API's operations to what an OpenAPI document says",
  answer: { status: 204 },
  access: "admin",
  params: z.strictObject({ apiId: idSchema }),
  body: reimportApplication,
  longestBodyMib: 24,
  async handle({ user, actor, params, body: { source, ...wanted } }) {
    const { id } = await getApi(user, params.apiId);
    await reimport({ viewer: user, actor }, id, await readDraft(runtime().ask, source), wanted);
  },
});
