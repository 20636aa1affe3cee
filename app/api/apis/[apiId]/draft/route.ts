import { z } from "zod";
import { idSchema } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { discardDraft, startDraft } from "@/lib/revisions/commands";
import { startedDraft } from "@/lib/revisions/schema";

const params = z.strictObject({ apiId: idSchema });

export const POST = defineRoute({
  summary:
    "Start a draft of an API: its id takes the same changes of settings, operations and policies as the API's",
  answer: { status: 201, schema: startedDraft },
  access: "admin",
  params,
  async handle({ user, actor, params: { apiId } }) {
    const draft = await startDraft({ viewer: user, actor }, apiId);
    return created(`/api/apis/${draft.id}`, draft);
  },
});

export const DELETE = defineRoute({
  summary: "Discard an API's draft with its changes",
  answer: { status: 204 },
  access: "admin",
  params,
  async handle({ user, actor, params: { apiId } }) {
    await discardDraft({ viewer: user, actor }, apiId);
  },
});
