import { z } from "zod";
import { idSchema } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/http/define-route";
import { refreshDraft } from "@/lib/revisions/commands";

export const POST = defineRoute({
  summary: "Take what was changed in an API since its draft began into the draft",
  answer: { status: 204 },
  access: "admin",
  params: z.strictObject({ apiId: idSchema }),
  async handle({ user, actor, params: { apiId } }) {
    await refreshDraft({ viewer: user, actor }, apiId);
  },
});
