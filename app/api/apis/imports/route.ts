import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { publishDraft } from "@/lib/publishing/commands";
import { readDraft } from "@/lib/publishing/read-draft";
import { publishInput } from "@/lib/publishing/schema";
import { runtime } from "@/lib/runtime";

/** A new API with its operations and credential, read from its source once more. */
export const POST = defineRoute({
  summary: "Add an API with its operations from a web service, a document or a command",
  answer: { status: 201 },
  access: "admin",
  body: publishInput,
  longestBodyMib: 24,
  async handle({ user, actor, body }) {
    const draft = await readDraft(runtime().ask, body.source);
    const api = await publishDraft({ viewer: user, actor }, draft, body);
    return created(`/api/apis/${api.id}`, api);
  },
});
