import { z } from "zod";
import { idSchema } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { publishDraft } from "@/lib/revisions/commands";
import { listRevisions } from "@/lib/revisions/queries";
import { publishedRevision, publishRevisionInput, revisionList } from "@/lib/revisions/schema";

const params = z.strictObject({ apiId: idSchema });

export const GET = defineRoute({
  summary: "An API's revisions, and its draft with what it changes",
  answer: { schema: revisionList },
  access: "admin",
  params,
  handle: ({ user, params: { apiId } }) => listRevisions(user, apiId),
});

export const POST = defineRoute({
  summary: "Publish an API's draft as its next revision",
  answer: { status: 201, schema: publishedRevision },
  access: "admin",
  params,
  body: publishRevisionInput,
  async handle({ user, actor, params: { apiId }, body }) {
    const revision = await publishDraft({ viewer: user, actor }, apiId, body);
    return created(`/api/apis/${apiId}/revisions/${revision.number}`, revision);
  },
});
