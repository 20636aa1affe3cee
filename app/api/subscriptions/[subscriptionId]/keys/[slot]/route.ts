import { defineRoute } from "@/lib/http/define-route";
import { regenerateKey } from "@/lib/subscriptions/key-commands";
import { keyParams, regenerateInput, shownKey } from "@/lib/subscriptions/schema";

export const POST = defineRoute({
  summary: "Regenerate a key of your subscription; the answer shows it this once",
  answer: { schema: shownKey },
  access: "signed-in",

  params: keyParams,
  body: regenerateInput,
  handle: ({ user, params, body, actor }) => regenerateKey(user, { ...params, ...body, actor }),
});
