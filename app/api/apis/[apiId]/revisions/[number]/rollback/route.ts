import { z } from "zod";
import { idSchema } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { rollBack } from "@/lib/revisions/commands";
import { publishedRevision, publishRevisionInput, revisionNumber } from "@/lib/revisions/schema";

export const POST = defineRoute({
  summary: "Roll an API back: publish an earlier revision's state as the next one",
  answer: { status: 201, schema: publishedRevision },
  access: "admin",
  params: z.strictObject({ apiId: idSchema, number: revisionNumber }),
  body: publishRevisionInput,
  async handle({ user, actor, params, body }) {
    const revision = await rollBack({ viewer: user, actor }, params, body);
    return created(`/api/apis/${params.apiId}/revisions/${revision.number}`, revision);
  },
});
