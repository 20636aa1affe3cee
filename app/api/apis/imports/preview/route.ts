import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { previewDraft } from "@/lib/publishing/commands";
import { readDraft } from "@/lib/publishing/read-draft";
import { importSource, publishPreview } from "@/lib/publishing/schema";
import { runtime } from "@/lib/runtime";

/** What a source would become. Nothing is stored. */
export const POST = defineRoute({
  summary: "Read what an API would be made of: a web service, a document or a command",
  answer: { schema: publishPreview },
  access: "admin",
  body: z.strictObject({ source: importSource }),
  longestBodyMib: 24,
  async handle({ user, body: { source } }) {
    return previewDraft({ viewer: user }, await readDraft(runtime().ask, source));
  },
});
