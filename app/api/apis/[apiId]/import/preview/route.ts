import { z } from "zod";
import { getApi } from "@/lib/catalogue/queries";
import { idSchema } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/http/define-route";
import { previewReimport } from "@/lib/publishing/commands";
import { readDraft } from "@/lib/publishing/read-draft";
import { reimportInput, reimportPreview } from "@/lib/publishing/schema";
import { runtime } from "@/lib/runtime";

/** What a document would change in the API. Nothing is stored. */
export const POST = defineRoute({
  summary: "Compare an OpenAPI document with an API",
  answer: { schema: reimportPreview },
  access: "admin",
  params: z.strictObject({ apiId: idSchema }),
  body: reimportInput,
  longestBodyMib: 24,
  async handle({ user, params, body }) {
    const { id } = await getApi(user, params.apiId);
    return previewReimport({ viewer: user }, id, await readDraft(runtime().ask, body.source));
  },
});
